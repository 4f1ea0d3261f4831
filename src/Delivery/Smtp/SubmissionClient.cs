using EmailAgent.Delivery.Smtp.Session;
using MailKit;

namespace EmailAgent.Delivery.Smtp;

/// <summary>A connection to a submission server (RFC 6409, SMTP of RFC 5321).</summary>
/// <remarks>
/// <para>MailKit speaks the protocol, over a stream that limits what the server can send and that records what went over it. The outcome of a
/// message comes from that record.</para>
/// <para>Runs one command at a time; starting a second one throws <see cref="InvalidOperationException"/>.</para>
/// <para>Errors of the server and the network are <see cref="SmtpException"/>: after <see cref="SmtpCommandException"/> and
/// <see cref="SmtpUnsupportedException"/> the connection lives; after <see cref="SmtpConnectionException"/> or
/// <see cref="SmtpProtocolException"/> it is dead, and every later call fails at once with the first cause. Cancelling a running
/// command kills the connection, because a command cannot be taken back.</para>
/// </remarks>
public sealed class SubmissionClient : IAsyncDisposable
{
    private readonly SubmissionSession _session;

    private SubmissionClient(SubmissionSession session) => _session = session;

    /// <summary>Gets the number of bytes of the largest message; null if the server announces none.</summary>
    public long? MaximumSize => _session.Client.MaxSize is > 0 and var size ? size : null;

    /// <summary>Gets the SASL mechanisms that the server offers.</summary>
    public IReadOnlySet<string> Mechanisms => _session.Client.AuthenticationMechanisms;

    /// <summary>Indicates whether the client is authenticated.</summary>
    public bool IsAuthenticated => IsConnected && _session.Client.IsAuthenticated;

    /// <summary>Indicates whether the connection is not known to be dead.</summary>
    public bool IsConnected => !_session.Connection.IsDead;

    /// <summary>Connects: TLS is established, the greetings exchanged and the capabilities known when this returns.</summary>
    /// <exception cref="SmtpConnectionException">The connection failed; the stage names how far it came.</exception>
    /// <exception cref="SmtpProtocolException">The host is not an SMTP server.</exception>
    public static async Task<SubmissionClient> ConnectAsync(
        SmtpEndpoint endpoint, SubmissionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var dialer = new SmtpDialer(endpoint, options ?? new SubmissionOptions());
        return new SubmissionClient(await dialer.OpenAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Authenticates by the strongest SASL mechanism that the credentials and the server have in common.</summary>
    /// <exception cref="SmtpUnsupportedException">Nothing in common; nothing was sent.</exception>
    /// <exception cref="SmtpCommandException">Refused; code 535 usually means a wrong user, password or token.</exception>
    /// <exception cref="SmtpProtocolException">The server broke the exchange or could not prove that it knows the password (SCRAM).</exception>
    public Task AuthenticateAsync(SubmissionCredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Login.RunAsync(_session, credentials, cancellationToken);
    }

    /// <summary>
    /// Sends a message once. The result contains everything that the server and the network did: for each recipient, the message was
    /// surely not sent, surely sent, or neither is certain. An exception means that it was surely sent to no recipient.
    /// </summary>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">
    /// Before the end of the message is sent, cancelling throws; later it ends the wait for the reply, and the result is
    /// <see cref="SmtpOutcome.Unknown"/>. Either way it ends the connection.
    /// </param>
    /// <exception cref="ArgumentException">The envelope has a value that cannot be sent.</exception>
    /// <exception cref="InvalidDataException">The message cannot be sent as it is.</exception>
    public async Task<SmtpSendResult> SendAsync(SmtpEnvelope envelope, SmtpMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(message);
        envelope.Check(_session.Options.Limits);
        cancellationToken.ThrowIfCancellationRequested();
        return await new Transaction(_session, envelope, message).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends NOOP, which shows that the connection lives.</summary>
    /// <exception cref="SmtpCommandException">Refused.</exception>
    public async Task NoopAsync(CancellationToken cancellationToken = default)
    {
        using var turn = _session.Enter();
        _session.Dialogue.Begin();
        try
        {
            await _session.Client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException) when (_session.Dialogue.Last is { } reply)
        {
            throw new SmtpCommandException("NOOP", reply);
        }
        catch (ProtocolException e)
        {
            throw _session.Connection.Fail(new SmtpProtocolException("The server does not keep to the protocol.", e));
        }
    }

    /// <summary>Ends the session and closes the connection. Does not fail: a sent message stays sent, even if the server does not answer QUIT.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken = default)
    {
        if (!IsConnected)
        {
            return;
        }

        try
        {
            using var turn = _session.Enter();
            await _session.Client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SmtpException or OperationCanceledException)
        {
            // Nothing depends on the answer.
        }

        _session.Dispose();
    }

    /// <summary>Closes the connection without QUIT, also while a command runs, which then fails.</summary>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }
}
