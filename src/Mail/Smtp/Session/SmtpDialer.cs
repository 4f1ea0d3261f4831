using System.Net;
using System.Net.Sockets;
using EmailAgent.Mail.Transport;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>Brings a session up to its known capabilities: resolve, connect, TLS, greeting, STARTTLS, EHLO.</summary>
internal sealed class SmtpDialer(SmtpEndpoint endpoint, SmtpClientOptions options)
{
    private readonly Dialer _dialer = new(endpoint.Host, endpoint.Port, options.AddressAllowed, options.ConnectTimeout, options.TimeProvider);

    public async Task<SmtpSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.LocalName is { } name)
        {
            SmtpSession.CheckLocalName(name, options.Limits);
        }

        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ConnectAsync(linked.Token).ConfigureAwait(false);
        }
        catch (DialException e)
        {
            throw new SmtpConnectionException(Stage(e.Stage), e.Message, e.InnerException);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpConnectionException(SmtpStage.Timeout, $"Not connected within {options.ConnectTimeout.TotalSeconds} seconds.", e);
        }
    }

    private static SmtpStage Stage(DialStage stage) => stage switch
    {
        DialStage.Resolve => SmtpStage.Resolve,
        DialStage.Connect => SmtpStage.Connect,
        _ => SmtpStage.Tls,
    };

    private async Task<SmtpSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var loopbackOnly = endpoint.Security == SmtpSecurity.None && !options.AllowPlainToRemote;
        var socket = await _dialer.ConnectAsync(loopbackOnly, cancellationToken).ConfigureAwait(false);
        var name = options.LocalName ?? AddressLiteral(socket);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        SmtpSession? session = null;
        try
        {
            if (endpoint.Security == SmtpSecurity.Tls)
            {
                stream = await _dialer.SecureAsync(stream, options.CertificateValidation, cancellationToken).ConfigureAwait(false);
            }

            session = new SmtpSession(new SmtpConnection(stream, options), endpoint, options);
            await ReceiveGreetingAsync(session, cancellationToken).ConfigureAwait(false);
            await session.GreetAsync(name, cancellationToken).ConfigureAwait(false);
            if (endpoint.Security == SmtpSecurity.StartTls)
            {
                await StartTlsAsync(session, cancellationToken).ConfigureAwait(false);
                // What was said in plain may have come from anybody (RFC 3207 section 4.2).
                await session.GreetAsync(name, cancellationToken).ConfigureAwait(false);
            }

            session.Connection.ReadStage = SmtpStage.Read;
            return session;
        }
        catch
        {
            session?.Dispose();
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReceiveGreetingAsync(SmtpSession session, CancellationToken cancellationToken)
    {
        var greeting = await session.ReadAsync(options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        if (!greeting.IsPositive)
        {
            throw session.Connection.Fail(greeting.IsIntermediate
                ? new SmtpProtocolException("The server's first reply is no greeting.")
                : new SmtpConnectionException(SmtpStage.Greeting, $"The server does not serve: {greeting}", null, greeting));
        }
    }

    private async Task StartTlsAsync(SmtpSession session, CancellationToken cancellationToken)
    {
        if (!session.Capabilities.StartTls)
        {
            throw session.Connection.Fail(new SmtpConnectionException(SmtpStage.Tls, "The server does not offer STARTTLS."));
        }

        // No look ahead here: a read left open would take the first bytes of TLS.
        if (!session.Connection.HasUnread)
        {
            await session.Connection.WriteLineAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
            var reply = await session.ReadAsync(options.CommandTimeout, cancellationToken).ConfigureAwait(false);
            if (!reply.IsPositive)
            {
                throw session.Connection.Fail(new SmtpConnectionException(SmtpStage.Tls, $"The server refused STARTTLS: {reply}", null, reply));
            }
        }

        if (session.Connection.HasUnread)
        {
            throw session.Connection.Fail(new SmtpProtocolException("Data before or after the answer to STARTTLS, before TLS: replies were injected."));
        }

        session.Connection.Upgrade(
            await _dialer.SecureAsync(session.Connection.Stream, options.CertificateValidation, cancellationToken).ConfigureAwait(false));
    }

    private static string AddressLiteral(Socket socket)
    {
        var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address = address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }
}
