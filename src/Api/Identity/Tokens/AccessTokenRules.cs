using System.Collections.Frozen;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;
using EmailAgent.Tokens;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>The rules for the access tokens of one issuer, and the names of the claims that describe its users.</summary>
internal sealed class AccessTokenRules(IssuerOptions options)
    : TokenRules(WordList.Split(options.Algorithms), WordList.Split(options.Types), WordList.Split(options.Audience))
{
    private const int MaxSubject = 255;

    private readonly FrozenSet<string> _authorizedParties = Set(options.AuthorizedParties);
    private readonly FrozenSet<string> _tenants = Set(options.Tenants);
    private readonly string[] _accessTokenClaims = WordList.Split(options.AccessTokenClaims);
    private readonly string[] _requiredScopes = WordList.Split(options.RequiredScopes);
    private readonly string[] _scopeClaims = WordList.Split(options.ScopeClaims);
    private readonly string[] _roleClaims = WordList.Split(options.RoleClaims);
    private readonly (string Name, FrozenSet<string> Values)[] _requiredClaims = Values(options.RequiredClaims);
    private readonly (string Name, FrozenSet<string> Values)[] _refusedClaims = Values(options.RefusedClaims);
    private readonly FrozenSet<string> _adminRoles = Set(options.AdminRoles);

    /// <summary>Indicates whether these are our own tokens, which name a user and a session by their ids.</summary>
    public bool AreOurs { get; init; }

    /// <summary>Indicates whether the claims name this issuer, with the token's tenant where it has many.</summary>
    public bool IsIssuerOf(TokenClaims claims)
    {
        if (claims.Text("iss") is not { } issuer)
            return false;
        if (!options.IsTemplate)
            return issuer == options.Issuer;
        return claims.Text("tid") is { } tenant
            && Guid.TryParseExact(tenant, "D", out _)
            && (_tenants.Contains(tenant) || _tenants.Contains(IssuerOptions.Any))
            && issuer == IssuerName.For(options.Issuer, tenant);
    }

    /// <summary>Reads the claims of a valid token.</summary>
    public AcceptedToken Read(TokenClaims claims, DateTimeOffset now)
    {
        var expires = claims.Time("exp")!.Value;
        var subject = claims.Text("sub")!;
        return AreOurs
            ? new AcceptedToken(new Caller(Guid.ParseExact(subject, "N"), Guid.ParseExact(claims.Text("sid")!, "N")), null, expires + ExpiryTolerance)
            : new AcceptedToken(null, LoginOf(claims, subject, SaidAt(claims, expires, now)), expires + ExpiryTolerance);
    }

    protected override bool Accepts(TokenClaims claims) =>
        IsIssuerOf(claims)
        && IsAuthorizedParty(claims)
        && (_accessTokenClaims.Length == 0 || _accessTokenClaims.Any(claims.Has))
        && _requiredClaims.All(rule => Holds(claims, rule))
        && !_refusedClaims.Any(rule => Holds(claims, rule))
        && (_requiredScopes.Length == 0 || !_requiredScopes.Except(_scopeClaims.SelectMany(claims.Texts).SelectMany(WordList.Split)).Any())
        && claims.Text("sub") is { Length: > 0 and <= MaxSubject } subject && !subject.Any(char.IsControl)
        && (!AreOurs || (Guid.TryParseExact(subject, "N", out _) && Guid.TryParseExact(claims.Text("sid"), "N", out _)));

    private bool IsAuthorizedParty(TokenClaims claims) =>
        _authorizedParties.Count == 0
        || (options.AuthorizedPartyOptional && !claims.Has(options.AuthorizedPartyClaim))
        || (claims.Text(options.AuthorizedPartyClaim) is { } party && _authorizedParties.Contains(party));

    private string? RoleOf(TokenClaims claims) =>
        _adminRoles.Count == 0 ? null : _roleClaims.SelectMany(claims.Texts).Any(_adminRoles.Contains) ? Roles.Admin : Roles.User;

    private ExternalLogin LoginOf(TokenClaims claims, string subject, DateTimeOffset saidAt)
    {
        var email = claims.Text(options.EmailClaim);
        var isVerified = email is not null && claims.IsTrue(options.EmailVerifiedClaim);
        return new ExternalLogin(
            claims.Text("iss")!,
            subject,
            email,
            claims.Text(options.GivenNameClaim),
            claims.Text(options.FamilyNameClaim),
            RoleOf(claims),
            LinksByEmail: options.LinkByEmail && isVerified,
            isVerified,
            saidAt);
    }

    // Orders the tokens of a user: by the time of issue, or, for tokens without one, by the time of expiry.
    private static DateTimeOffset SaidAt(TokenClaims claims, DateTimeOffset expires, DateTimeOffset now) =>
        claims.Time("iat") is not { } issued ? expires : issued < now ? issued : now;

    private static bool Holds(TokenClaims claims, (string Name, FrozenSet<string> Values) rule) =>
        rule.Values.Contains(IssuerOptions.Any) ? claims.Has(rule.Name) : claims.Texts(rule.Name).Any(rule.Values.Contains);

    private static FrozenSet<string> Set(string words) => WordList.Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static (string Name, FrozenSet<string> Values)[] Values(Dictionary<string, string> rules) => [.. rules.Select(rule => (rule.Key, Set(rule.Value)))];
}
