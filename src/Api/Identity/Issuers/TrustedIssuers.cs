using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Identity;
using EmailAgent.Tokens;
using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>All issuers whose access tokens are accepted: ourselves and those configured.</summary>
internal sealed class TrustedIssuers(IOptions<IssuersOptions> options, IClusterClient cluster, KeyStore keys)
{
    /// <summary>Our own tokens are of one kind: ES256 and typed (RFC 9068).</summary>
    public static readonly AccessTokenRules OwnRules = new(new IssuerOptions
    {
        Issuer = AccessToken.Issuer,
        Audience = AccessToken.Audience,
        Algorithms = AccessToken.Algorithm,
        Types = AccessToken.Type,
    })
    {
        AreOurs = true,
        ExpiryTolerance = TimeSpan.Zero, // the clock that issues them is the one that judges them, or one beside it
    };

    private readonly TrustedIssuer[] _issuers =
    [
        new(OwnRules, keys.From(AccessToken.Issuer, new OwnKeys(cluster))),
        .. options.Value.Issuers.Values.Select(issuer => new TrustedIssuer(
            new AccessTokenRules(issuer), keys.Published(issuer.Issuer, issuer.JwksUrl, issuer.Timeout))),
    ];

    /// <summary>Finds the issuer that a token names; null for an issuer that is not trusted.</summary>
    public TrustedIssuer? Find(SignedToken token) => _issuers.FirstOrDefault(issuer => issuer.Rules.IsIssuerOf(token.Claims));
}
