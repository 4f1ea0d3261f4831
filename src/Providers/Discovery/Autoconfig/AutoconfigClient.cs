using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery.Autoconfig;

/// <summary>Requests of the configurations for mail programs that domains publish over HTTPS; never over HTTP, which anyone on the path can change.</summary>
internal sealed class AutoconfigClient : IDisposable
{
    private const int MaxRedirects = 3;
    private const int MaxHeadersKilobytes = 16;

    private readonly HttpClient _http;

    public AutoconfigClient(EgressConnector connector, IOptions<DiscoveryOptions> options)
        : this(connector, options.Value, certificateValidation: null)
    {
    }

    /// <param name="certificateValidation">Replaces the platform's check of certificates; null leaves it to the platform.</param>
    internal AutoconfigClient(EgressConnector connector, DiscoveryOptions options, RemoteCertificateValidationCallback? certificateValidation)
    {
        var handler = new SocketsHttpHandler
        {
            // Redirects to HTTP are not followed by the platform, and each connection is checked by the connector.
            MaxAutomaticRedirections = MaxRedirects,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = MaxHeadersKilobytes,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectTimeout = options.ServerTimeout,
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = certificateValidation },
        };
        // Larger contents are an error, whatever their announced length is.
        _http = new HttpClient(handler) { Timeout = options.ServerTimeout, MaxResponseContentBufferSize = AutoconfigDocument.MaxLength };
    }

    /// <summary>Reads the configuration of a domain from both of its addresses; the first one wins.</summary>
    /// <returns>Null where the domain publishes none that can be read.</returns>
    public async Task<FoundServers?> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var own = FetchAsync($"https://autoconfig.{domain}/mail/config-v1.1.xml", cancellationToken);
        var wellKnown = FetchAsync($"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml", cancellationToken);
        await Task.WhenAll(own, wellKnown).ConfigureAwait(false);
        return await own.ConfigureAwait(false) ?? await wellKnown.ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<FoundServers?> FetchAsync(string address, CancellationToken cancellationToken)
    {
        // The name of a domain can be so long that nothing fits in front of it.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        try
        {
            using var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? AutoconfigDocument.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false))
                : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return null; // Most domains publish nothing.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
