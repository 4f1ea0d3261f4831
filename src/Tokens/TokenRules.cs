using System.Collections.Frozen;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Tokens;

/// <summary>The rules for the tokens of one issuer (RFC 7519, with the advice of RFC 8725). A token is data from outside: none makes them throw.</summary>
/// <param name="algorithms">Signature algorithms, by their names in RFC 7518, section 3.1.</param>
/// <param name="types">Values of the header's <c>typ</c>, in any case; <see cref="NoType"/> for a header without one.</param>
/// <param name="audiences">Values of the claim <c>aud</c>, one of which must be there; empty for any audience.</param>
public class TokenRules(IEnumerable<string> algorithms, IEnumerable<string> types, IEnumerable<string> audiences)
{
    /// <summary>A header that names no type.</summary>
    public const string NoType = "none";

    /// <summary>Highest difference between clocks.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private readonly FrozenSet<string> _algorithms = algorithms.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _types = types.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _audiences = audiences.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gets how long a token is accepted after its expiry, because clocks differ. Default: <see cref="ClockSkew"/>.</summary>
    public TimeSpan ExpiryTolerance { get; init; } = ClockSkew;

    /// <summary>Indicates whether the claim <c>iat</c> is required and must not lie in the future. Default: no.</summary>
    public bool RequiresIssuedAt { get; init; }

    /// <summary>Verifies a token with the issuer's keys, which are fetched again when the token names an unknown one.</summary>
    public async ValueTask<TokenVerdict> VerifyAsync(SignedToken token, IssuerKeys keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Allows(token.Header))
            return TokenVerdict.Refused;
        if (await keys.GetAsync(cancellationToken).ConfigureAwait(false) is not { } known)
            return TokenVerdict.Unavailable;
        var verdict = Verify(token, known, now);
        if (verdict != TokenVerdict.UnknownKey)
            return verdict;
        return await keys.GetNewerAsync(cancellationToken).ConfigureAwait(false) is { } newer ? Verify(token, newer, now) : TokenVerdict.Unavailable;
    }

    /// <summary>Verifies the signature, and then the claims.</summary>
    public TokenVerdict Verify(SignedToken token, KeySet keys, DateTimeOffset now)
    {
        var (header, claims) = (token.Header, token.Claims);
        if (!Allows(header))
            return TokenVerdict.Refused;
        if (keys.Find(header.KeyId, header.Algorithm) is not { } key)
            return keys.Has(header.KeyId) ? TokenVerdict.Refused : TokenVerdict.UnknownKey;
        return key.MaySignFor(claims) && key.Verifies(header.Algorithm, token.SignedBytes, token.Signature) && IsForUs(claims) && Accepts(claims)
            ? JudgeTimes(claims, now)
            : TokenVerdict.Refused;
    }

    /// <summary>Judges the claims that only some issuers have.</summary>
    protected virtual bool Accepts(TokenClaims claims) => true;

    private bool Allows(TokenHeader header) => _algorithms.Contains(header.Algorithm) && _types.Contains(header.Type ?? NoType);

    private bool IsForUs(TokenClaims claims) => _audiences.Count == 0 || claims.Texts("aud").Any(_audiences.Contains);

    private TokenVerdict JudgeTimes(TokenClaims claims, DateTimeOffset now)
    {
        var (expires, notBefore, issued) = (claims.Time("exp"), claims.Time("nbf"), claims.Time("iat"));
        if (expires is null || (notBefore is null && claims.Has("nbf")) || (issued is null && RequiresIssuedAt))
            return TokenVerdict.Refused;
        return now >= expires + ExpiryTolerance || now < notBefore - ClockSkew || (RequiresIssuedAt && now < issued - ClockSkew)
            ? TokenVerdict.Expired
            : TokenVerdict.Valid;
    }
}
