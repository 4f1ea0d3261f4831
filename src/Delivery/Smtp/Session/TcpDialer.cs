using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>Opens TCP connections to a server and puts TLS on them.</summary>
internal sealed class TcpDialer(SmtpEndpoint endpoint, SubmissionOptions options)
{
    private const int KeepAliveSeconds = 120;
    private const int KeepAliveInterval = 30;
    private const int KeepAliveRetries = 4;

    /// <summary>Connects to the first address that is allowed and accepts.</summary>
    public async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Exception? last = null;
        var addresses = Allowed(await ResolveAsync(cancellationToken).ConfigureAwait(false));
        foreach (var address in addresses)
        {
            // An address that swallows everything must leave time for the next one.
            using var share = new CancellationTokenSource(options.ConnectTimeout / addresses.Length, options.TimeProvider);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            try
            {
                return await ConnectAsync(address, linked.Token).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                last = e;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                last = e;
            }
        }

        var reason = last is SocketException refused ? refused.SocketErrorCode : SocketError.TimedOut;
        throw new SmtpConnectionException(SmtpStage.Connect, $"No address of the server accepted the connection ({reason}).", last);
    }

    /// <summary>Puts TLS on a stream. The stream is closed if that fails.</summary>
    public async Task<SslStream> SecureAsync(Stream inner, CancellationToken cancellationToken)
    {
        var secured = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            var authentication = new SslClientAuthenticationOptions
            {
                TargetHost = endpoint.Host,
                RemoteCertificateValidationCallback = options.CertificateValidation,
            };
            await secured.AuthenticateAsClientAsync(authentication, cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw new SmtpConnectionException(SmtpStage.Tls, "TLS could not be established.", e);
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Socket> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(address, endpoint.Port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Without keep-alive a NAT drops a connection silently while the server scans a message.
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
    }

    // Nothing is sent to a forbidden address, so that the response reveals nothing about the host.
    private IPAddress[] Allowed(IPAddress[] addresses)
    {
        var allowed = options.AddressAllowed is { } allows ? Array.FindAll(addresses, address => allows(address)) : addresses;
        if (allowed.Length == 0)
        {
            throw new SmtpConnectionException(SmtpStage.Connect, "Connections to the address of this server are not allowed.");
        }

        return endpoint.Security == SmtpSecurity.None && !options.AllowPlainToRemote && !Array.TrueForAll(allowed, IPAddress.IsLoopback)
            ? throw new SmtpConnectionException(SmtpStage.Connect, "Without TLS only loopback addresses are allowed.")
            : allowed;
    }

    private async Task<IPAddress[]> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var addresses = IPAddress.TryParse(endpoint.Host, out var literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new SmtpConnectionException(SmtpStage.Resolve, "The host name has no address.");
        }
        catch (SocketException e)
        {
            throw new SmtpConnectionException(SmtpStage.Resolve, $"The host name could not be resolved ({e.SocketErrorCode}).", e);
        }
    }
}
