using System.Text.Json;
using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>The keys that an issuer publishes, at a configured address or where its discovery document says.</summary>
internal sealed class PublishedKeys(IssuerOptions options, IHttpClientFactory clients) : IKeySource
{
    /// <summary>Follows no redirects and takes no answer over <see cref="MaxAnswer"/>.</summary>
    public const string HttpClientName = "issuers";

    /// <summary>In bytes; a few dozen keys with their certificates.</summary>
    public const int MaxAnswer = 256 * 1024;

    /// <exception cref="HttpRequestException">The issuer cannot be reached, refuses, or answers too much.</exception>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    /// <exception cref="InvalidDataException">What it answers is not what it should be.</exception>
    public async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpClientName);
        client.Timeout = options.Timeout;
        var address = options.JwksUrl ?? DiscoveredIn(await client.GetByteArrayAsync(new Uri(options.DiscoveryUrl), cancellationToken));
        return JsonWebKeys.Parse(await client.GetByteArrayAsync(address, cancellationToken));
    }

    /// <summary>Without TLS only within this machine: whoever can change the answer can sign in as anybody.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private Uri DiscoveredIn(ReadOnlySpan<byte> json)
    {
        if (TokenJson.Read(json) is not { } document || Text(document, "issuer") != options.Issuer)
            throw new InvalidDataException("The discovery document is not that of the configured issuer.");
        return Uri.TryCreate(Text(document, "jwks_uri"), UriKind.Absolute, out var address) && IsSafe(address)
            ? address
            : throw new InvalidDataException("The discovery document names no https address of keys.");
    }

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
