using EmailAgent.Tokens;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Providers.OAuth;

/// <summary>Verifies tokens that a provider's services sign for this installation: the ID tokens of sign-ins and the tokens of pushes.</summary>
public sealed class ServiceTokens(KeyStore keys, TimeProvider time)
{
    private static readonly string[] Algorithms = ["RS256", "ES256"];
    private static readonly string[] Types = ["JWT", TokenRules.NoType];
    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Verifies signature, audience and times; the caller judges the issuer and all other claims.</summary>
    /// <returns>Null for a token that cannot be trusted.</returns>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreachable"/>: the keys could not be fetched.</exception>
    public async Task<TokenClaims?> VerifyAsync(string text, string issuer, Uri keysEndpoint, string audience, CancellationToken cancellationToken)
    {
        if (SignedToken.Parse(text) is not { } token)
            return null;
        var rules = new TokenRules(Algorithms, Types, [audience]) { RequiresIssuedAt = true };
        var verdict = await rules.VerifyAsync(token, keys.Published(issuer, keysEndpoint, KeysTimeout), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return verdict switch
        {
            TokenVerdict.Valid => token.Claims,
            TokenVerdict.Unavailable => throw new ProviderException(ProviderFailure.Unreachable, "The keys that verify sign-ins cannot be fetched at the moment."),
            _ => null,
        };
    }
}
