using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>Everybody whose tokens are taken: ourselves and those configured.</summary>
internal sealed class TrustedIssuers(
    IOptions<IssuersOptions> options, IClusterClient cluster, IHttpClientFactory clients, TimeProvider time, ILogger<IssuerKeys> logger)
{
    /// <summary>Our own tokens are of one kind: ES256 and typed (RFC 9068).</summary>
    public static readonly TokenRules OwnRules = new(new IssuerOptions
    {
        Issuer = AccessToken.Issuer,
        Audience = AccessToken.Audience,
        Algorithms = AccessToken.Algorithm,
        Types = AccessToken.Type,
    }) { AreOurs = true };

    private readonly TrustedIssuer[] _issuers =
    [
        new(OwnRules, new IssuerKeys(AccessToken.Issuer, new OwnKeys(cluster), time, logger)),
        .. options.Value.Issuers.Values.Select(issuer => new TrustedIssuer(
            new TokenRules(issuer), new IssuerKeys(issuer.Issuer, new PublishedKeys(issuer, clients), time, logger))),
    ];

    /// <summary>Whose token it claims to be; null where that is nobody we trust.</summary>
    public TrustedIssuer? Find(SignedToken token) => _issuers.FirstOrDefault(issuer => issuer.Rules.IsIssuerOf(token.Claims));
}
