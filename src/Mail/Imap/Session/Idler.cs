using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Responses;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Runs IDLE. The pending read is never cancelled, as that would cost the connection: DONE makes the server answer, and
/// the answer ends the read.
/// </summary>
internal static class Idler
{
    public static async Task<ImapIdleResult> RunAsync(ImapSession session, TimeSpan maximum, CancellationToken cancellationToken)
    {
        if (session.State.HasChanges)
        {
            return ImapIdleResult.Changed;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ImapIdleResult.Cancelled;
        }

        using var turn = session.Enter();
        var started = session.Options.TimeProvider.GetTimestamp();
        await session.SendAsync(new IdleCommand(), CancellationToken.None).ConfigureAwait(false);
        while (!session.IsAnswered && await session.NextAsync(CancellationToken.None).ConfigureAwait(false) is not ContinuationResponse)
        {
            // What comes before the go-ahead is ordinary untagged data.
        }

        ImapIdleResult? result = null;
        while (result is null && !session.IsAnswered)
        {
            var left = maximum - session.Options.TimeProvider.GetElapsedTime(started);
            result = await StepAsync(session, left, cancellationToken).ConfigureAwait(false);
        }

        await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        return session.State.HasChanges ? ImapIdleResult.Changed : result ?? ImapIdleResult.MaximumPassed;
    }

    /// <summary>Waits once; a result means that DONE was sent.</summary>
    private static async Task<ImapIdleResult?> StepAsync(ImapSession session, TimeSpan left, CancellationToken cancellationToken)
    {
        var connection = session.Connection;
        while (connection.HasUnread && !session.IsAnswered)
        {
            await session.NextAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (session.IsAnswered)
        {
            return null;
        }

        if (session.State.HasChanges)
        {
            await session.SendLineAsync(IdleCommand.Done, CancellationToken.None).ConfigureAwait(false);
            return ImapIdleResult.Changed;
        }

        var unread = connection.WaitUnreadAsync();
        var result = await WaitAsync(session, unread, left, cancellationToken).ConfigureAwait(false);
        if (result is null)
        {
            return null;
        }

        await session.SendLineAsync(IdleCommand.Done, CancellationToken.None).ConfigureAwait(false);
        if (await WaitAsync(session, unread, session.Options.ReadTimeout, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            throw connection.Fail(new ImapConnectionException(ImapStage.Timeout, "The server does not answer DONE."));
        }

        return result;
    }

    private static async Task<ImapIdleResult?> WaitAsync(ImapSession session, Task unread, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await unread.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, session.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            return ImapIdleResult.MaximumPassed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ImapIdleResult.Cancelled;
        }
    }
}
