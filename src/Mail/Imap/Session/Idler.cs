using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Responses;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Runs IDLE. The pending read is never cancelled, as that would cost the connection: DONE makes the server answer, and
/// the answer ends the read. A command of another caller interrupts it for as long as that takes.
/// </summary>
internal static class Idler
{
    private enum Wake
    {
        News,
        MaximumPassed,
        Cancelled,
        OthersWait,
    }

    public static async Task<ImapIdleResult> RunAsync(ImapSession session, TimeSpan maximum, CancellationToken cancellationToken)
    {
        var time = session.Options.TimeProvider;
        var started = time.GetTimestamp();
        while (true)
        {
            if (session.State.HasChanges)
            {
                return ImapIdleResult.Changed;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return ImapIdleResult.Cancelled;
            }

            var wake = await OnceAsync(session, () => maximum - time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
            if (wake != Wake.OthersWait)
            {
                return session.State.HasChanges ? ImapIdleResult.Changed
                    : wake == Wake.Cancelled ? ImapIdleResult.Cancelled : ImapIdleResult.MaximumPassed;
            }
        }
    }

    private static async Task<Wake> OnceAsync(ImapSession session, Func<TimeSpan> left, CancellationToken cancellationToken)
    {
        using var turn = await session.EnterAsync(null, null, CancellationToken.None).ConfigureAwait(false);
        await session.SendAsync(new IdleCommand(), CancellationToken.None).ConfigureAwait(false);
        while (!session.IsAnswered && await session.NextAsync(CancellationToken.None).ConfigureAwait(false) is not ContinuationResponse)
        {
            // Data before the go-ahead is ordinary untagged data.
        }

        Wake? wake = null;
        while (wake is null && !session.IsAnswered)
        {
            wake = await StepAsync(session, left(), cancellationToken).ConfigureAwait(false);
        }

        await session.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        return wake ?? Wake.MaximumPassed;
    }

    /// <summary>Waits once; a result means that DONE was sent.</summary>
    private static async Task<Wake?> StepAsync(ImapSession session, TimeSpan left, CancellationToken cancellationToken)
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
            return Wake.News;
        }

        var unread = connection.WaitUnreadAsync();
        var wake = await WaitAsync(session, unread, session.ArrivalAsync(), left, cancellationToken).ConfigureAwait(false);
        if (wake == Wake.News)
        {
            return null;
        }

        await session.SendLineAsync(IdleCommand.Done, CancellationToken.None).ConfigureAwait(false);
        if (await WaitAsync(session, unread, new TaskCompletionSource().Task, session.Options.ReadTimeout, CancellationToken.None).ConfigureAwait(false) != Wake.News)
        {
            throw connection.Fail(new ImapConnectionException(ImapStage.Timeout, "The server does not answer DONE."));
        }

        return wake;
    }

    private static async Task<Wake> WaitAsync(ImapSession session, Task unread, Task arrival, TimeSpan left, CancellationToken cancellationToken)
    {
        // The ordinary ends of a wait are not exceptions, which would cost more than all other work of a silent connection.
        var wait = Task.WhenAny(unread, arrival).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, session.Options.TimeProvider, cancellationToken);
        await ((Task)wait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!wait.IsCompletedSuccessfully)
        {
            return wait.IsCanceled ? Wake.Cancelled : Wake.MaximumPassed;
        }

        var ended = await wait.ConfigureAwait(false);
        await ended.ConfigureAwait(false);
        return ended == unread ? Wake.News : Wake.OthersWait;
    }
}
