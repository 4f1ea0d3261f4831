using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Tokens.Keys;

/// <summary>The keys of all issuers whose tokens this process verifies.</summary>
public sealed class KeyStore(IHttpClientFactory clients, TimeProvider time, ILogger<IssuerKeys> logger)
{
    private readonly ConcurrentDictionary<(string Issuer, Uri? Address, TimeSpan Timeout), IssuerKeys> _published = new();

    /// <summary>Returns the keys that an issuer publishes; fetches them on first use.</summary>
    /// <param name="issuer">The claim <c>iss</c>; see <see cref="IssuerName"/>.</param>
    /// <param name="address">Address of the keys. Null: taken from the issuer's discovery document.</param>
    /// <param name="timeout">Maximum wait for each answer of the issuer.</param>
    public IssuerKeys Published(string issuer, Uri? address, TimeSpan timeout) => _published.GetOrAdd(
        (issuer, address, timeout), key => From(key.Issuer, new PublishedKeys(clients, key.Issuer, key.Address, key.Timeout)));

    /// <summary>Returns keys from a source of the caller's own.</summary>
    public IssuerKeys From(string issuer, IKeySource source) => new(issuer, source, time, logger);

    /// <summary>
    /// Returns whether keys can be fetched safely from an address. HTTP without TLS is allowed only on this machine, because an
    /// attacker who can change the answer can sign in as any user.
    /// </summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
