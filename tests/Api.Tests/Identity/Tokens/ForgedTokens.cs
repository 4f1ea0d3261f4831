using System.Runtime.CompilerServices;
using System.Text;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Testing;
using EmailAgent.Tokens;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Api.Tests.Identity.Tokens;

internal static class ForgedTokens
{
    private static readonly ConditionalWeakTable<TokenForge, KeySet> Keys = [];

    /// <summary>Judges a token by the rules for our own.</summary>
    public static TokenVerdict Judge(this TokenForge forge, string token) => forge.Judge(token, TrustedIssuers.OwnRules).Verdict;

    /// <summary>Judges a token by the keys of a forge.</summary>
    public static (TokenVerdict Verdict, AcceptedToken? Token) Judge(this TokenForge forge, string token, AccessTokenRules rules)
    {
        if (SignedToken.Parse(token) is not { } parsed)
            return (TokenVerdict.Refused, null);
        var keys = Keys.GetValue(forge, static one => JsonWebKeys.Parse(Encoding.UTF8.GetBytes(one.KeySetJson().ToJsonString())));
        var verdict = rules.Verify(parsed, keys, TokenForge.Now);
        return (verdict, verdict == TokenVerdict.Valid ? rules.Read(parsed.Claims, TokenForge.Now) : null);
    }
}
