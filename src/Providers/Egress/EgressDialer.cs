using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Providers.Egress;

/// <summary>Connections to hosts that users name: only to addresses that the policy allows.</summary>
internal sealed class EgressDialer(EgressPolicy egress)
{
    /// <summary>Returns the addresses of a host; by the system unless a test replaces it.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Returns the addresses of a host that are allowed.</summary>
    /// <exception cref="EgressRefusedException">None is.</exception>
    /// <exception cref="SocketException">The host has no address.</exception>
    public async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = Array.FindAll(await Resolve(host, cancellationToken).ConfigureAwait(false), egress.Allows);
        return addresses.Length > 0 ? addresses : throw new EgressRefusedException();
    }

    /// <exception cref="EgressRefusedException">No address of the host is allowed.</exception>
    /// <exception cref="SocketException">The host has no address, or refused the connection.</exception>
    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        // The checked addresses are those that are connected to, since the name may resolve differently the next time.
        var addresses = await FindAsync(host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
