namespace EmailAgent.Mail.Smtp.Session;

/// <summary>QUIT (RFC 5321 section 4.1.1.10).</summary>
internal static class Farewell
{
    public static async Task RunAsync(SmtpSession session, CancellationToken cancellationToken)
    {
        if (session.Connection.IsDead)
        {
            return;
        }

        using var turn = session.Enter();
        try
        {
            session.Connection.ThrowIfEarly();
            await session.Connection.WriteLineAsync("QUIT", cancellationToken).ConfigureAwait(false);
            await session.ReadAsync(session.Options.QuitTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SmtpException or OperationCanceledException)
        {
            // Nothing depends on the answer.
        }
        finally
        {
            session.Dispose();
        }
    }
}
