using System.Security.Cryptography;
using System.Text;
using EmailAgent.Tokens;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.OAuth;

/// <summary>Verifies ID tokens (OpenID Connect Core 1.0, section 3.1.3.7): signature, issuer, audience, expiry and nonce.</summary>
public sealed class IdTokenVerifier(ServiceTokens tokens, IOptionsMonitor<OAuthClientOptions> options)
{
    /// <summary>Maximum length of an address, by the limit of RFC 5321, section 4.5.3.1.3, for the path that contains it.</summary>
    private const int MaxEmail = 254;
    private const int MaxSubject = 255;

    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailure.Protocol"/> when the token is not the one that this sign-in must bring; <see cref="ProviderFailure.Unreachable"/>
    /// when the service's keys could not be fetched.
    /// </exception>
    public async Task<SignedInAccount> VerifyAsync(OAuthService service, string? idToken, SignInSecrets secrets, CancellationToken cancellationToken)
    {
        var client = options.Get(service.Provider);
        var claims = idToken is null ? null : await tokens.VerifyAsync(idToken, client.Issuer, client.KeysEndpoint!, client.ClientId, cancellationToken).ConfigureAwait(false);
        if (claims is null || !IsIssuer(client.Issuer, claims) || !IsNonce(secrets.Nonce, claims.Text("nonce")) || claims.Text("sub") is not { Length: > 0 and <= MaxSubject } subject)
            throw new ProviderException(ProviderFailure.Protocol, $"{service.Title} did not say in a way that can be trusted who has signed in.");
        var email = claims.Text("email") ?? claims.Text("preferred_username");
        if (email is not { Length: > 0 and <= MaxEmail } || !email.Contains('@', StringComparison.Ordinal))
            throw new ProviderException(ProviderFailure.Protocol, $"The {service.Title} account has no address.");
        return new SignedInAccount(subject, email);
    }

    // Google's older tokens name the issuer without the scheme.
    private static bool IsIssuer(string expected, TokenClaims claims) =>
        IssuerName.For(expected, claims.Text("tid")) is var issuer && claims.Text("iss") is { } named && (named == issuer || "https://" + named == issuer);

    private static bool IsNonce(string expected, string? nonce) =>
        nonce is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(nonce));
}
