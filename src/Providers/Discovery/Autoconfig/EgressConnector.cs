using System.Net;
using System.Net.Sockets;
using EmailAgent.Providers.Egress;

namespace EmailAgent.Providers.Discovery.Autoconfig;

/// <summary>Connections for HTTPS to hosts that users name, also by redirects: only to the port of HTTPS, and to addresses that the policy allows.</summary>
internal sealed class EgressConnector(EgressPolicy egress)
{
    private const int HttpsPort = 443;

    /// <summary>Returns the addresses of a host; by the system unless a test replaces it.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Returns the port to connect to; that of HTTPS unless a test replaces it.</summary>
    public int Port { get; init; } = HttpsPort;

    /// <exception cref="HttpRequestException">The host is not allowed.</exception>
    /// <exception cref="SocketException">The host has no address, or refused the connection.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        if (host.Port != HttpsPort)
        {
            throw new HttpRequestException("Only the port of HTTPS is allowed.");
        }

        return await new EgressDialer(egress) { Resolve = Resolve }.ConnectAsync(host.Host, Port, cancellationToken).ConfigureAwait(false);
    }
}
