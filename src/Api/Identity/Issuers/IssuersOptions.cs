namespace EmailAgent.Api.Identity.Issuers;

/// <summary>
/// External issuers whose access tokens are accepted, by the name of their section below <c>Authentication:Issuers</c>. Default: none.
/// </summary>
internal sealed class IssuersOptions
{
    public Dictionary<string, IssuerOptions> Issuers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
