using System.Collections.Concurrent;
using Google.Apis.Auth;

namespace EmailAgent.Providers.OAuth;

/// <summary>
/// Verifies tokens that somebody else has signed with RS256 or ES256, by the keys they publish. Keys are kept for an hour; a token of a
/// key that has signed none so far has them fetched again, since keys change, but not more often than once a minute.
/// </summary>
public sealed class SignedTokens(TimeProvider time)
{
    private const int MaxLength = 16 * 1024;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Uri, SigningKeys> _keys = new();

    /// <summary>Checks signature, audience and times; the issuer and all else is the caller's to judge.</summary>
    /// <returns>Null for a token that cannot be trusted.</returns>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreachable"/>: the keys could not be fetched.</exception>
    public async Task<TClaims?> VerifyAsync<TClaims>(string token, Uri keys, string audience, CancellationToken cancellationToken)
        where TClaims : JsonWebSignature.Payload
    {
        if (token.Length > MaxLength || SigningKeys.KeyOf(token) is not { } key)
            return null;
        var known = _keys.GetOrAdd(keys, address => new SigningKeys(address));
        var current = known.Current;
        var claims = await TryAsync<TClaims>(token, known.Address(current), audience, cancellationToken).ConfigureAwait(false);
        if (claims is null && known.Newer(current, key, time.GetUtcNow()) is { } newer)
        {
            claims = await TryNewerAsync<TClaims>(token, known, newer, audience, cancellationToken).ConfigureAwait(false);
        }

        if (claims is not null) known.AddGood(key);
        return claims;
    }

    private static async Task<TClaims?> TryNewerAsync<TClaims>(string token, SigningKeys known, int newer, string audience, CancellationToken cancellationToken)
        where TClaims : JsonWebSignature.Payload
    {
        try
        {
            var claims = await TryAsync<TClaims>(token, known.Address(newer), audience, cancellationToken).ConfigureAwait(false);
            known.Keep(newer);
            return claims;
        }
        catch
        {
            known.Drop(newer);
            throw;
        }
    }

    private static async Task<TClaims?> TryAsync<TClaims>(string token, string keys, string audience, CancellationToken cancellationToken)
        where TClaims : JsonWebSignature.Payload
    {
        var options = new SignedTokenVerificationOptions
        {
            CertificatesUrl = keys,
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
