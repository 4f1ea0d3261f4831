using System.Net;
using System.Net.Sockets;
using EmailAgent.Delivery.Smtp.Wire;
using MailKit;
using MailKit.Security;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// Brings a session up to its known capabilities: resolve, connect, TLS, greeting, EHLO. STARTTLS is done here and not by MailKit, so that the
/// limits, the record and the refusal of injected replies apply inside and outside of TLS.
/// </summary>
internal sealed class SmtpDialer(SmtpEndpoint endpoint, SubmissionOptions options)
{
    private const int ServiceClosing = 421;

    private readonly TcpDialer _dialer = new(endpoint, options);

    public async Task<SubmissionSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.LocalName is { } name)
        {
            EnvelopeText.CheckWord(name, options.Limits.Address);
        }

        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ConnectAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpConnectionException(SmtpStage.Timeout, $"Not connected within {options.ConnectTimeout.TotalSeconds} seconds.", e);
        }
    }

    private async Task<SubmissionSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = await _dialer.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var name = options.LocalName ?? AddressLiteral(socket);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        SmtpConnection? connection = null;
        try
        {
            if (endpoint.Security == SmtpSecurity.Tls)
            {
                stream = await _dialer.SecureAsync(stream, cancellationToken).ConfigureAwait(false);
            }

            connection = new SmtpConnection(stream, options);
            var greeting = await ReceiveGreetingAsync(connection, cancellationToken).ConfigureAwait(false);
            if (endpoint.Security == SmtpSecurity.StartTls)
            {
                await StartTlsAsync(connection, name, cancellationToken).ConfigureAwait(false);
            }

            var session = await IntroduceAsync(connection, greeting, name, cancellationToken).ConfigureAwait(false);
            connection.ReadStage = SmtpStage.Read;
            return session;
        }
        catch
        {
            connection?.Dispose();
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<SmtpReply> ReceiveGreetingAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var greeting = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return greeting.IsPositive ? greeting : throw connection.Fail(greeting.IsIntermediate
            ? new SmtpProtocolException("The server's first reply is no greeting.")
            : new SmtpConnectionException(SmtpStage.Greeting, $"The server does not serve: {greeting}", null, greeting));
    }

    /// <summary>Hands the connection to MailKit, which takes the greeting and sends EHLO. Text received in plain can come from an attacker (RFC 3207 section 4.2); it does not count.</summary>
    private async Task<SubmissionSession> IntroduceAsync(SmtpConnection connection, SmtpReply greeting, string name, CancellationToken cancellationToken)
    {
        var dialogue = new Dialogue(options.Limits);
        var client = new MailKitClient { LocalDomain = name };
        var stream = new SubmissionStream(connection, dialogue, greeting, options);
        try
        {
            await client.ConnectAsync(stream, endpoint.Host, endpoint.Port, SecureSocketOptions.None, cancellationToken).ConfigureAwait(false);
            return new SubmissionSession(connection, dialogue, client, options, endpoint.Security != SmtpSecurity.None);
        }
        catch (Exception e) when (e is CommandException or ProtocolException)
        {
            client.Dispose();
            throw connection.Fail(dialogue.Last is { IsPositive: false } refusal
                ? new SmtpConnectionException(SmtpStage.Greeting, $"The server refused the greeting: {refusal}", e, refusal)
                : new SmtpProtocolException("The server does not keep to the protocol.", e));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task StartTlsAsync(SmtpConnection connection, string name, CancellationToken cancellationToken)
    {
        connection.ThrowIfEarly();
        await connection.WriteLineAsync($"EHLO {name}", cancellationToken).ConfigureAwait(false);
        var answer = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!answer.IsPositive || !answer.Lines.Skip(1).Any(line => line.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
        {
            throw connection.Fail(new SmtpConnectionException(SmtpStage.Tls, "The server does not offer STARTTLS.", null, answer.IsPositive ? null : answer));
        }

        // No open read here: it would take the first bytes of TLS.
        if (!connection.HasUnread)
        {
            await connection.WriteLineAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
            var reply = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            if (!reply.IsPositive)
            {
                throw connection.Fail(new SmtpConnectionException(SmtpStage.Tls, $"The server refused STARTTLS: {reply}", null, reply));
            }
        }

        if (connection.HasUnread)
        {
            throw connection.Fail(new SmtpProtocolException("Data before or after the answer to STARTTLS, before TLS: replies were injected."));
        }

        connection.Upgrade(await _dialer.SecureAsync(connection.Stream, cancellationToken).ConfigureAwait(false));
    }

    private async Task<SmtpReply> ReadAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var reply = await connection.ReadAsync(options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        return reply.Code == ServiceClosing ? throw connection.Fail(SmtpConnection.Closing(reply)) : reply;
    }

    private static string AddressLiteral(Socket socket)
    {
        var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address = address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }
}
