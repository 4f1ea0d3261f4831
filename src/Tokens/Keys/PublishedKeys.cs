namespace EmailAgent.Tokens.Keys;

/// <summary>The keys that an issuer publishes (RFC 7517), at a configured address or, without one, at the address in its discovery document.</summary>
internal sealed class PublishedKeys(IHttpClientFactory clients, string issuer, Uri? address, TimeSpan timeout) : IKeySource
{
    /// <summary>Name of an HTTP client that follows no redirects and accepts no answer over <see cref="MaxAnswer"/>.</summary>
    public const string HttpClientName = "issuers";

    /// <summary>Maximum size of an answer in bytes: a few dozen keys with their certificates.</summary>
    public const int MaxAnswer = 256 * 1024;

    /// <exception cref="HttpRequestException">The issuer cannot be reached, refuses, or sends too large an answer.</exception>
    /// <exception cref="OperationCanceledException">The issuer takes too long.</exception>
    /// <exception cref="InvalidDataException">The answer is not a key set or a discovery document.</exception>
    public async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpClientName);
        client.Timeout = timeout;
        var keys = address ?? DiscoveredIn(await client.GetByteArrayAsync(IssuerName.DiscoveryUrl(issuer), cancellationToken).ConfigureAwait(false));
        return JsonWebKeys.Parse(await client.GetByteArrayAsync(keys, cancellationToken).ConfigureAwait(false));
    }

    private Uri DiscoveredIn(ReadOnlySpan<byte> json)
    {
        if (TokenJson.Read(json) is not { } document || TokenJson.Text(document, "issuer") != issuer)
            throw new InvalidDataException("The discovery document is not that of the configured issuer.");
        return Uri.TryCreate(TokenJson.Text(document, "jwks_uri"), UriKind.Absolute, out var found) && KeyStore.IsSafe(found)
            ? found
            : throw new InvalidDataException("The discovery document names no https address of keys.");
    }
}
