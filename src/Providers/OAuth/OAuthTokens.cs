namespace EmailAgent.Providers.OAuth;

/// <summary>What a token endpoint has given.</summary>
/// <param name="RefreshToken">Null when the one that was sent stays good, or when the service gives none.</param>
/// <param name="Scopes">What is granted; null when the service leaves it open, which means as asked for (RFC 6749, section 5.1).</param>
/// <param name="IdToken">Not verified yet.</param>
public sealed record OAuthTokens(string AccessToken, DateTimeOffset ExpiresAt, string? RefreshToken, string[]? Scopes, string? IdToken)
{
    public override string ToString() => nameof(OAuthTokens);
}
