using Google.Apis.Auth;

namespace EmailAgent.Providers.OAuth;

/// <summary>Verifies tokens that somebody else has signed with RS256 or ES256, by the keys they publish; keys are kept for an hour.</summary>
internal static class SignedTokens
{
    private const int MaxLength = 16 * 1024;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Checks signature, audience and times; the issuer and all else is the caller's to judge.</summary>
    /// <returns>Null for a token that cannot be trusted.</returns>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreachable"/>: the keys could not be fetched.</exception>
    public static async Task<TClaims?> VerifyAsync<TClaims>(string token, Uri keys, string audience, CancellationToken cancellationToken)
        where TClaims : JsonWebSignature.Payload
    {
        if (token.Length > MaxLength)
            return null;
        var options = new SignedTokenVerificationOptions
        {
            CertificatesUrl = keys.ToString(),
            IssuedAtClockTolerance = ClockSkew,
            ExpiryClockTolerance = ClockSkew,
            TrustedAudiences = { audience },
        };
        try
        {
            var claims = await JsonWebSignature.VerifySignedTokenAsync<TClaims>(token, options, cancellationToken)
                .WaitAsync(KeysTimeout, cancellationToken).ConfigureAwait(false);
            // To the library, a token for nobody is for nobody else.
            return claims.AudienceAsList?.Contains(audience) is true ? claims : null;
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException)
        {
            throw new ProviderException(ProviderFailure.Unreachable, "The keys that verify sign-ins cannot be fetched at the moment.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null; // The library has an exception of its own for a bad signature, and the parsers' for what is no token at all.
        }
    }
}
