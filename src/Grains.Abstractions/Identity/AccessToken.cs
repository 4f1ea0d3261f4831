namespace EmailAgent.Grains.Identity;

/// <summary>Contract between issuer and verifier of access tokens (JWT, RFC 7519, profile of RFC 9068).</summary>
public static class AccessToken
{
    public const string Issuer = "emailagent";

    public const string Audience = "emailagent-api";

    /// <summary>The only signature algorithm (RFC 7518, section 3.4).</summary>
    public const string Algorithm = "ES256";

    /// <summary>The <c>typ</c> header: no other kind of token of the same issuer can be taken for an access token.</summary>
    public const string Type = "at+jwt";

    /// <summary>Validity of a token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
}
