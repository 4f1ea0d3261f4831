namespace EmailAgent.Storage.Connections;

/// <summary>A sign-in that has begun: the user is with the provider.</summary>
/// <param name="Scopes">What was asked for.</param>
/// <param name="Secrets">What only we know of it, encrypted.</param>
public sealed record PendingSignIn(string Provider, string RedirectUri, string[] Scopes, byte[] Secrets, DateTimeOffset ExpiresAt);

/// <summary>A connection's tokens to store, encrypted.</summary>
/// <param name="RefreshToken">Null leaves the stored one as it is.</param>
/// <param name="Scopes">What was granted.</param>
public sealed record NewTokens(byte[]? RefreshToken, byte[] AccessToken, DateTimeOffset AccessExpiresAt, string[] Scopes);

/// <summary>A connection's tokens as stored, encrypted.</summary>
/// <param name="Version">What <see cref="TokenStore.RenewAsync"/> has to be told.</param>
public sealed record StoredTokens(long Version, byte[] RefreshToken, byte[] AccessToken, DateTimeOffset AccessExpiresAt, string[] Scopes);

/// <summary>A token that is to be revoked.</summary>
/// <param name="Attempts">How often it was tried, this time included.</param>
/// <param name="InUse">The same account is still, or again, connected here: to revoke one of its tokens would end them all.</param>
/// <param name="WatchedSettings">The connection's settings, when its provider may push and nobody else wants that; else null.</param>
public sealed record DueRevocation(
    Guid UserId, Guid ConnectionId, string Provider, byte[] RefreshToken, int Attempts, bool InUse, string? WatchedSettings);
