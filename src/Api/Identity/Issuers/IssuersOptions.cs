namespace EmailAgent.Api.Identity.Issuers;

/// <summary>Who else's access tokens are taken, by the name of its section below <c>Authentication:Issuers</c>. Default: nobody's.</summary>
internal sealed class IssuersOptions
{
    public Dictionary<string, IssuerOptions> Issuers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
