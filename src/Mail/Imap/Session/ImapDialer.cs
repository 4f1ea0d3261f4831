using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Brings a session up to its known capabilities: resolve, connect, TLS, greeting, STARTTLS.</summary>
internal sealed class ImapDialer(ImapEndpoint endpoint, ImapClientOptions options)
{
    // Without keep-alive a NAT forgets an idle connection and nobody is told.
    private const int KeepAliveSeconds = 120;
    private const int KeepAliveInterval = 30;
    private const int KeepAliveRetries = 4;

    public async Task<ImapSession> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ConnectAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImapConnectionException(ImapStage.Timeout, $"Not connected within {options.ConnectTimeout.TotalSeconds} seconds.", e);
        }
    }

    private async Task<ImapSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(await ConnectSocketAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true);
        ImapSession? session = null;
        try
        {
            Stream first = endpoint.Security == ImapSecurity.Tls ? await SecureAsync(stream, cancellationToken).ConfigureAwait(false) : stream;
            session = new ImapSession(new ImapConnection(first, options), options) { Endpoint = endpoint };
            await session.GreetAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint.Security == ImapSecurity.StartTls)
            {
                await StartTlsAsync(session, cancellationToken).ConfigureAwait(false);
            }

            await ReadCapabilitiesAsync(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            session?.Dispose();
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ReadCapabilitiesAsync(ImapSession session, CancellationToken cancellationToken)
    {
        if (session.State.Capabilities is null)
        {
            await session.RunAsync(new SimpleCommand("CAPABILITY"), cancellationToken).ConfigureAwait(false);
        }

        if (session.State.Capabilities is null)
        {
            throw session.Connection.Fail(new ImapProtocolException("The server does not tell its capabilities."));
        }
    }

    private async Task StartTlsAsync(ImapSession session, CancellationToken cancellationToken)
    {
        await ReadCapabilitiesAsync(session, cancellationToken).ConfigureAwait(false);
        if (!session.Capabilities.StartTls || session.State.State != ImapState.NotAuthenticated)
        {
            throw session.Connection.Fail(new ImapConnectionException(ImapStage.Tls, "The server does not offer STARTTLS."));
        }

        using var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        await session.SendAsync(new SimpleCommand("STARTTLS"), cancellationToken).ConfigureAwait(false);
        await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
        if (session.Connection.HasUnread)
        {
            throw session.Connection.Fail(new ImapProtocolException("Data after the answer to STARTTLS, before TLS: somebody injects responses."));
        }

        session.State.ForgetCapabilities();
        session.Connection.Upgrade(await SecureAsync(session.Connection.Stream, cancellationToken).ConfigureAwait(false));
    }

    private async Task<SslStream> SecureAsync(Stream inner, CancellationToken cancellationToken)
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
        catch (Exception e)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException)
            {
                throw new ImapConnectionException(ImapStage.Tls, "TLS could not be established.", e);
            }

            throw;
        }
    }

    private async Task<Socket> ConnectSocketAsync(CancellationToken cancellationToken)
    {
        Exception? last = null;
        var addresses = await ResolveAsync(cancellationToken).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            // An address that swallows everything must leave time for the next one.
            using var share = new CancellationTokenSource(options.ConnectTimeout / addresses.Length, options.TimeProvider);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            try
            {
                return await ConnectSocketAsync(address, linked.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                last = e;
            }
        }

        var reason = last is SocketException refused ? refused.SocketErrorCode : SocketError.TimedOut;
        throw new ImapConnectionException(ImapStage.Connect, $"No address of the server accepted the connection ({reason}).", last);
    }

    private async Task<Socket> ConnectSocketAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
            await socket.ConnectAsync(address, endpoint.Port, cancellationToken).ConfigureAwait(false);
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
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(endpoint.Host, out var literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new ImapConnectionException(ImapStage.Resolve, $"The host name could not be resolved ({e.SocketErrorCode}).", e);
        }

        if (addresses.Length == 0)
        {
            throw new ImapConnectionException(ImapStage.Resolve, "The host name has no address.");
        }

        if (endpoint.Security == ImapSecurity.None && !options.AllowPlainToRemote && !Array.TrueForAll(addresses, IPAddress.IsLoopback))
        {
            throw new ImapConnectionException(ImapStage.Connect, "Without TLS only loopback addresses are allowed.");
        }

        return addresses;
    }
}
