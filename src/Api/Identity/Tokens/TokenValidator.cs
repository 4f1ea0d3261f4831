using EmailAgent.Api.Identity.Issuers;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>
/// Judges a token of one issuer by its keys and rules (RFC 7519, with the advice of RFC 8725): first the signature, then what it
/// says. Never throws, whatever it is given.
/// </summary>
internal static class TokenValidator
{
    public static (TokenVerdict Verdict, AcceptedToken? Token) Validate(SignedToken token, TokenRules rules, KeySet keys, DateTimeOffset now)
    {
        var header = token.Header;
        if (!rules.Allows(header))
            return (TokenVerdict.Refused, null);
        if (keys.Find(header.KeyId, header.Algorithm) is not { } key)
            return (keys.Has(header.KeyId) ? TokenVerdict.Refused : TokenVerdict.UnknownKey, null);
        return key.MaySignFor(token.Claims) && key.Verifies(header.Algorithm, token.SignedBytes, token.Signature)
            ? rules.Judge(token.Claims, now)
            : (TokenVerdict.Refused, null);
    }
}
