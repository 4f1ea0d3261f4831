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
        ExpiryTolerance = TimeSpan.Zero, // the clock that issues them is the one that judges them, or that of a neighbour
    };

    private readonly Issuer[] _issuers =
    [
        new(OwnRules, keys.From(AccessToken.Issuer, new OwnKeys(cluster))),
        .. options.Value.Issuers.Values.Select(issuer => new Issuer(
            new AccessTokenRules(issuer), keys.Published(issuer.Issuer, issuer.JwksUrl, issuer.Timeout))),
    ];

    /// <summary>Verifies a token by the rules and keys of the issuer that it names.</summary>
    /// <returns>The token only if it is valid; refused if its issuer is not trusted.</returns>
    public async ValueTask<(TokenVerdict Verdict, AcceptedToken? Token)> VerifyAsync(string text, DateTimeOffset now)
    {
        if (SignedToken.Parse(text) is not { } token || _issuers.FirstOrDefault(trusted => trusted.Rules.IsIssuerOf(token.Claims)) is not { } issuer)
            return (TokenVerdict.Refused, null);
        var verdict = await issuer.Rules.VerifyAsync(token, issuer.Keys, now, CancellationToken.None);
        return (verdict, verdict == TokenVerdict.Valid ? issuer.Rules.Read(token.Claims, now) : null);
    }

    private sealed record Issuer(AccessTokenRules Rules, IssuerKeys Keys);
}
