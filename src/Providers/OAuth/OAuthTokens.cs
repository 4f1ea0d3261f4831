namespace EmailAgent.Providers.OAuth;

/// <summary>The answer of a token endpoint.</summary>
/// <param name="RefreshToken">Null when the sent one stays valid, or when the service issues none.</param>
/// <param name="Scopes">The granted scopes; null when the service does not state them, which means those requested (RFC 6749, section 5.1).</param>
/// <param name="IdToken">Not verified yet.</param>
public sealed record OAuthTokens(string AccessToken, DateTimeOffset ExpiresAt, string? RefreshToken, string[]? Scopes, string? IdToken)
{
    public override string ToString() => nameof(OAuthTokens);
}
