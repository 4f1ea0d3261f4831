using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EmailAgent.Mail.Transport;

/// <summary>Opens TCP connections to a server and puts TLS on them.</summary>
/// <param name="host">Host name or literal address; also the name that the certificate must carry.</param>
/// <param name="port">TCP port.</param>
/// <param name="allowed">Decides which addresses can be connected to; null for all.</param>
/// <param name="timeout">Time for all addresses together.</param>
/// <param name="time">Clock for it.</param>
internal sealed class Dialer(string host, int port, Func<IPAddress, bool>? allowed, TimeSpan timeout, TimeProvider time)
{
    // Without keep-alive a NAT drops an idle connection silently.
    private const int KeepAliveSeconds = 120;
    private const int KeepAliveInterval = 30;
    private const int KeepAliveRetries = 4;

    /// <summary>Connects to the first address that accepts.</summary>
    /// <param name="loopbackOnly">Refuses hosts that have any other address: what follows is not protected.</param>
    public async Task<Socket> ConnectAsync(bool loopbackOnly, CancellationToken cancellationToken)
    {
        Exception? last = null;
        var addresses = Allowed(await ResolveAsync(cancellationToken).ConfigureAwait(false));
        if (loopbackOnly && !Array.TrueForAll(addresses, IPAddress.IsLoopback))
        {
            throw new DialException(DialStage.Connect, "Without TLS only loopback addresses are allowed.");
        }

        foreach (var address in addresses)
        {
            // An address that swallows everything must leave time for the next one.
            using var share = new CancellationTokenSource(timeout / addresses.Length, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            try
            {
                return await ConnectAsync(address, linked.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                last = e;
            }
        }

        var reason = last is SocketException refused ? refused.SocketErrorCode : SocketError.TimedOut;
        throw new DialException(DialStage.Connect, $"No address of the server accepted the connection ({reason}).", last);
    }

    /// <summary>Puts TLS on a stream. The stream is closed if that fails.</summary>
    /// <param name="inner">The stream.</param>
    /// <param name="validation">Replaces the platform's check of the certificate; null leaves it to the platform.</param>
    public async Task<SslStream> SecureAsync(
        Stream inner, RemoteCertificateValidationCallback? validation, CancellationToken cancellationToken)
    {
        var secured = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            var authentication = new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = validation };
            await secured.AuthenticateAsClientAsync(authentication, cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException)
            {
                throw new DialException(DialStage.Tls, "TLS could not be established.", e);
            }

            throw;
        }
    }

    // Nothing is sent to a forbidden address, so that the response reveals nothing about the host.
    private IPAddress[] Allowed(IPAddress[] addresses) => allowed is null ? addresses : Array.FindAll(addresses, address => allowed(address)) switch
    {
        [] => throw new DialException(DialStage.Connect, "Connections to the address of this server are not allowed."),
        var some => some,
    };

    private async Task<Socket> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new DialException(DialStage.Resolve, "The host name has no address.");
        }
        catch (SocketException e)
        {
            throw new DialException(DialStage.Resolve, $"The host name could not be resolved ({e.SocketErrorCode}).", e);
        }
    }
}
