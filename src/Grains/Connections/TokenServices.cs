using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;

namespace EmailAgent.Grains.Connections;

/// <summary>What all connections with tokens share.</summary>
internal sealed class TokenServices(TokenStore store, SecretProtector secrets, OAuthClient client, TimeProvider time)
{
    public TokenStore Store => store;

    public OAuthClient Client => client;

    public TimeProvider Time => time;

    public NewTokens Protect(string accessToken, DateTimeOffset expiresAt, string? refreshToken, IReadOnlyList<string> scopes) => new(
        refreshToken is null ? null : Protect(refreshToken),
        Protect(accessToken),
        expiresAt,
        [.. scopes]);

    public byte[] Protect(string token) => secrets.Protect(SecretProtector.ConnectionToken, token);

    public string Unprotect(byte[] token) => secrets.Unprotect(SecretProtector.ConnectionToken, token);
}
