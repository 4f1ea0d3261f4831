namespace EmailAgent.Grains.SignIn;

/// <summary>A sign-in that has begun: the user is with the provider.</summary>
/// <param name="Scopes">The requested scopes.</param>
/// <param name="Secrets">The secrets of the sign-in, encrypted.</param>
internal sealed record PendingSignIn(string Provider, string RedirectUri, string[] Scopes, byte[] Secrets, DateTimeOffset ExpiresAt);

/// <summary>A connection's tokens to store, encrypted.</summary>
/// <param name="RefreshToken">Null leaves the stored one as it is.</param>
/// <param name="Scopes">The granted scopes.</param>
internal sealed record NewTokens(byte[]? RefreshToken, byte[] AccessToken, DateTimeOffset AccessExpiresAt, string[] Scopes);

/// <summary>A connection's tokens as stored, encrypted.</summary>
/// <param name="Version">The version that <see cref="TokenStore.RenewAsync"/> requires.</param>
internal sealed record StoredTokens(long Version, byte[] RefreshToken, byte[] AccessToken, DateTimeOffset AccessExpiresAt, string[] Scopes);

/// <summary>A token to revoke.</summary>
/// <param name="Attempts">The number of attempts, this one included.</param>
/// <param name="InUse">The same account is still, or again, connected here: revoking one of its tokens would end them all.</param>
/// <param name="WatchedSettings">The connection's settings, when its provider may push and no other connection wants that; else null.</param>
internal sealed record DueRevocation(
    Guid UserId, Guid ConnectionId, string Provider, byte[] RefreshToken, int Attempts, bool InUse, string? WatchedSettings);
