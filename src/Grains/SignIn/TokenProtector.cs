using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.SignIn;

/// <summary>The encryption of connections' tokens.</summary>
internal sealed class TokenProtector(SecretProtector secrets)
{
    public NewTokens Protect(string accessToken, DateTimeOffset expiresAt, string? refreshToken, IReadOnlyList<string> scopes) => new(
        refreshToken is null ? null : Protect(refreshToken),
        Protect(accessToken),
        expiresAt,
        [.. scopes]);

    public byte[] Protect(string token) => secrets.Protect(TokenStore.TokenPurpose, token);

    public string Unprotect(byte[] token) => secrets.Unprotect(TokenStore.TokenPurpose, token);
}
