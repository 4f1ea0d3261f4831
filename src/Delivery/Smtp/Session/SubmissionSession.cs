namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>A connection to a server, its record, and the client that speaks the protocol.</summary>
internal sealed class SubmissionSession(SmtpConnection connection, Dialogue dialogue, MailKitClient client, SubmissionOptions options, bool isSecured) : IDisposable
{
    private int _busy;

    public SmtpConnection Connection => connection;

    public Dialogue Dialogue => dialogue;

    public MailKitClient Client => client;

    public SubmissionOptions Options => options;

    public bool IsSecured => isSecured;

    /// <summary>Takes the right to use the connection; disposing the result gives it back.</summary>
    public SubmissionTurn Enter()
    {
        connection.ThrowIfDead();
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException("A command is running; a client runs one at a time.");
        }

        return new SubmissionTurn(this);
    }

    public void Leave() => Volatile.Write(ref _busy, 0);

    /// <summary>Closes the connection, which ends a running command.</summary>
    public void Dispose()
    {
        connection.Dispose();
        // While a command runs, the client belongs to it; the command fails now, and nothing else is to be released.
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            client.Dispose();
            Leave();
        }
    }
}
