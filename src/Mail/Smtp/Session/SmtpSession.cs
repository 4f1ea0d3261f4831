using EmailAgent.Mail.Smtp.Replies;
using EmailAgent.Mail.Smtp.Wire;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>Commands and their replies, one at a time or in a pipeline, and what is known of the server.</summary>
internal sealed class SmtpSession(SmtpConnection connection, SmtpEndpoint endpoint, SmtpClientOptions options) : IDisposable
{
    private const int ServiceClosing = 421;

    private int _busy;

    public SmtpConnection Connection => connection;

    public SmtpEndpoint Endpoint => endpoint;

    public SmtpClientOptions Options => options;

    public SmtpCapabilities Capabilities { get; private set; } = new([]);

    public bool IsAuthenticated { get; set; }

    /// <summary>Takes the right to use the connection; disposing the result gives it back.</summary>
    public SmtpTurn Enter()
    {
        connection.ThrowIfDead();
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException("A command is running; a client runs one at a time.");
        }

        return new SmtpTurn(this);
    }

    public void Leave() => Volatile.Write(ref _busy, 0);

    /// <summary>Sends a command and reads its reply, whatever that is; 421 ends the connection.</summary>
    public async Task<SmtpReply> SendAsync(string line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        connection.ThrowIfEarly();
        await connection.WriteLineAsync(line, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(options.CommandTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a command that the server should not refuse.</summary>
    /// <exception cref="SmtpCommandException">It did.</exception>
    public async Task RunAsync(string command, CancellationToken cancellationToken)
    {
        using var turn = Enter();
        var reply = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            throw new SmtpCommandException(command, reply);
        }
    }

    /// <summary>The next reply. 421 may come in any place (RFC 5321 section 3.8) and ends the connection.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var reply = await connection.ReadAsync(timeout, cancellationToken).ConfigureAwait(false);
        return reply.Code == ServiceClosing ? throw connection.Fail(SmtpConnection.Closing(reply)) : reply;
    }

    /// <summary>Introduces the client and learns what the server can do; HELO where EHLO is not understood (RFC 5321 section 3.2).</summary>
    public async Task GreetAsync(string localName, CancellationToken cancellationToken)
    {
        var reply = await SendAsync($"EHLO {localName}", cancellationToken).ConfigureAwait(false);
        Capabilities = EhloParser.Parse(reply);
        if (reply.IsPermanent)
        {
            Capabilities = new SmtpCapabilities([]);
            reply = await SendAsync($"HELO {localName}", cancellationToken).ConfigureAwait(false);
        }

        if (!reply.IsPositive)
        {
            throw connection.Fail(new SmtpConnectionException(SmtpStage.Greeting, $"The server refused the greeting: {reply}", null, reply));
        }
    }

    /// <summary>Fails for a name to greet with that could carry a command.</summary>
    public static void CheckLocalName(string name, SmtpLimits limits) => EnvelopeText.CheckWord(name, limits.Address);

    public void Dispose() => connection.Dispose();
}
