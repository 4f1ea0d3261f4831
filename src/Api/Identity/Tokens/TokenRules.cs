using System.Collections.Frozen;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>What the tokens of one issuer must say, and how they say it.</summary>
internal sealed class TokenRules(IssuerOptions options)
{
    /// <summary>How far clocks may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private const int MaxSubject = 255;

    private readonly FrozenSet<string> _algorithms = Set(options.Algorithms);
    private readonly FrozenSet<string> _types = options.Types.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _audiences = Set(options.Audience);
    private readonly FrozenSet<string> _authorizedParties = Set(options.AuthorizedParties);
    private readonly FrozenSet<string> _tenants = Set(options.Tenants);
    private readonly string[] _accessTokenClaims = WordList.Split(options.AccessTokenClaims);
    private readonly string[] _requiredScopes = WordList.Split(options.RequiredScopes);
    private readonly string[] _scopeClaims = WordList.Split(options.ScopeClaims);
    private readonly string[] _roleClaims = WordList.Split(options.RoleClaims);
    private readonly (string Name, FrozenSet<string> Values)[] _requiredClaims = Values(options.RequiredClaims);
    private readonly (string Name, FrozenSet<string> Values)[] _refusedClaims = Values(options.RefusedClaims);
    private readonly FrozenSet<string> _adminRoles = Set(options.AdminRoles);

    /// <summary>True for tokens of our own, which name a user and a session by their ids.</summary>
    public bool AreOurs { get; init; }

    /// <summary>Whether the claims name this issuer; the tenant stands for itself in an issuer of many.</summary>
    public bool IsIssuerOf(TokenClaims claims)
    {
        if (claims.Text("iss") is not { } issuer)
            return false;
        if (!options.IsTemplate)
            return issuer == options.Issuer;
        return claims.Text("tid") is { } tenant
            && Guid.TryParseExact(tenant, "D", out _)
            && (_tenants.Contains(tenant) || _tenants.Contains(IssuerOptions.Any))
            && issuer == options.IssuerOf(tenant);
    }

    public bool Allows(TokenHeader header) => _algorithms.Contains(header.Algorithm) && _types.Contains(header.Type ?? IssuerOptions.NoType);

    /// <summary>Judges claims whose signature is verified.</summary>
    public (TokenVerdict Verdict, AcceptedToken? Token) Judge(TokenClaims claims, DateTimeOffset now)
    {
        if (!IsIssuerOf(claims) || !IsForUs(claims) || !IsAccessToken(claims) || !HasScopes(claims)
            || claims.Text("sub") is not { Length: > 0 and <= MaxSubject } subject || subject.Any(char.IsControl)
            || claims.Time("exp") is not { } expires
            || (claims.Has("nbf") && claims.Time("nbf") is null))
        {
            return (TokenVerdict.Refused, null);
        }

        var expiresAt = expires + ClockSkew;
        if (now >= expiresAt || now < claims.Time("nbf") - ClockSkew)
            return (TokenVerdict.Expired, null);
        if (!AreOurs)
            return (TokenVerdict.Valid, new AcceptedToken(null, LoginOf(claims, subject, SaidAt(claims, expires, now)), expiresAt));
        return Guid.TryParseExact(subject, "N", out var userId) && Guid.TryParseExact(claims.Text("sid"), "N", out var sessionId)
            ? (TokenVerdict.Valid, new AcceptedToken((userId, sessionId), null, expiresAt))
            : (TokenVerdict.Refused, null);
    }

    private bool IsForUs(TokenClaims claims)
    {
        if (_audiences.Count > 0 && !claims.Texts("aud").Any(_audiences.Contains))
            return false;
        if (_authorizedParties.Count == 0 || (options.AuthorizedPartyOptional && !claims.Has(options.AuthorizedPartyClaim)))
            return true;
        return claims.Text(options.AuthorizedPartyClaim) is { } party && _authorizedParties.Contains(party);
    }

    private bool IsAccessToken(TokenClaims claims) =>
        (_accessTokenClaims.Length == 0 || _accessTokenClaims.Any(claims.Has))
        && _requiredClaims.All(rule => Holds(claims, rule))
        && !_refusedClaims.Any(rule => Holds(claims, rule));

    private bool HasScopes(TokenClaims claims) =>
        _requiredScopes.Length == 0 || !_requiredScopes.Except(_scopeClaims.SelectMany(claims.Texts).SelectMany(WordList.Split)).Any();

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

    // By which tokens of a user are put in order: where they do not say when they were issued, by when they expire.
    private static DateTimeOffset SaidAt(TokenClaims claims, DateTimeOffset expires, DateTimeOffset now) =>
        claims.Time("iat") is not { } issued ? expires : issued < now ? issued : now;

    private static bool Holds(TokenClaims claims, (string Name, FrozenSet<string> Values) rule) =>
        rule.Values.Contains(IssuerOptions.Any) ? claims.Has(rule.Name) : claims.Texts(rule.Name).Any(rule.Values.Contains);

    private static FrozenSet<string> Set(string words) => WordList.Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static (string Name, FrozenSet<string> Values)[] Values(Dictionary<string, string> rules) => [.. rules.Select(rule => (rule.Key, Set(rule.Value)))];
}
