using EmailAgent.Mail.Sasl;
using EmailAgent.Mail.Smtp.Session;

namespace EmailAgent.Mail.Smtp;

/// <summary>One connection to a submission server (RFC 6409, SMTP of RFC 5321).</summary>
/// <remarks>
/// <para>Runs one command at a time; starting a second one throws <see cref="InvalidOperationException"/>.</para>
/// <para>Errors of the server and the network are <see cref="SmtpException"/>: after <see cref="SmtpCommandException"/> and
/// <see cref="SmtpUnsupportedException"/> the connection lives; after <see cref="SmtpConnectionException"/> or
/// <see cref="SmtpProtocolException"/> it is dead, and every later call fails at once with the first cause. Cancelling a running
/// command kills the connection, because a command cannot be taken back.</para>
/// </remarks>
public sealed class SmtpClient : IAsyncDisposable
{
    private readonly SmtpSession _session;

    private SmtpClient(SmtpSession session) => _session = session;

    /// <summary>What the server can do.</summary>
    public SmtpCapabilities Capabilities => _session.Capabilities;

    /// <summary>True once authenticated.</summary>
    public bool IsAuthenticated => _session.IsAuthenticated;

    /// <summary>False once the connection is known to be dead.</summary>
    public bool IsConnected => !_session.Connection.IsDead;

    /// <summary>Connects: TLS is established, the greetings exchanged and the capabilities known when this returns.</summary>
    /// <exception cref="SmtpConnectionException">No connection; the stage says how far it came.</exception>
    /// <exception cref="SmtpProtocolException">What answers is no SMTP server.</exception>
    public static async Task<SmtpClient> ConnectAsync(
        SmtpEndpoint endpoint, SmtpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var dialer = new SmtpDialer(endpoint, options ?? new SmtpClientOptions());
        return new SmtpClient(await dialer.OpenAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Authenticates by the strongest SASL mechanism that the credentials and the server have in common.</summary>
    /// <exception cref="SmtpUnsupportedException">Nothing in common; nothing was sent.</exception>
    /// <exception cref="SmtpCommandException">Refused; code 535 usually means a wrong user, password or token.</exception>
    /// <exception cref="SmtpProtocolException">The server broke the exchange or could not prove that it knows the password (SCRAM).</exception>
    public Task AuthenticateAsync(SaslCredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Authentication.RunAsync(_session, Authentication.Choose(Authentication.Check(_session), credentials), cancellationToken);
    }

    /// <summary>Authenticates by a mechanism of the caller's choice, whether or not the server announces it.</summary>
    /// <inheritdoc cref="AuthenticateAsync(SaslCredentials, CancellationToken)" path="/exception"/>
    public Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        return Authentication.RunAsync(Authentication.Check(_session), mechanism, cancellationToken);
    }

    /// <summary>
    /// Sends a message once. Whatever the server and the network do is in the result, which says for each recipient whether the
    /// message was surely not sent, surely sent, or neither. An exception means that it was surely not sent to anybody.
    /// </summary>
    /// <param name="envelope">From whom to whom.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">
    /// Until the end of the message is handed over, cancelling throws; later it ends the wait for the reply, and the result says
    /// <see cref="SmtpOutcome.Unknown"/>. Either way it ends the connection.
    /// </param>
    /// <exception cref="ArgumentException">The envelope has a value that cannot be sent.</exception>
    /// <exception cref="InvalidDataException">The message cannot be sent as it is (<see cref="SmtpMessage.LineEnds"/>, or bytes over 127 that only sending found).</exception>
    public async Task<SmtpSendResult> SendAsync(SmtpEnvelope envelope, SmtpMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(message);
        return await Sending.RunAsync(_session, envelope, message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does nothing but show that the connection lives.</summary>
    /// <exception cref="SmtpCommandException">Refused.</exception>
    public Task NoopAsync(CancellationToken cancellationToken = default) => _session.RunAsync("NOOP", cancellationToken);

    /// <summary>Makes the server forget what it knows of a message that was begun.</summary>
    /// <exception cref="SmtpCommandException">Refused.</exception>
    public Task ResetAsync(CancellationToken cancellationToken = default) => _session.RunAsync("RSET", cancellationToken);

    /// <summary>Says goodbye and closes the connection. Does not fail: what was sent stays sent, whether or not the server says goodbye too.</summary>
    public Task QuitAsync(CancellationToken cancellationToken = default) => Farewell.RunAsync(_session, cancellationToken);

    /// <summary>Closes the connection without a word, also while a command runs, which then fails.</summary>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }
}
