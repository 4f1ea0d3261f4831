using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Editing;

/// <summary>
/// A command whose end is audited once: by the command itself, which may outlast its caller, or by the caller if the command was not begun.
/// </summary>
/// <param name="write">Writes the entry of an outcome.</param>
internal sealed class AuditedCommand<T>(Func<OpenMailbox, CancellationToken, Task<Outcome<T>>> run, Func<Outcome<T>, Task> write)
    where T : class
{
    private static readonly Problem Interrupted = new(ConnectionProblems.MailboxUnavailable, "The mail session ended before the command finished.");

    private int _isTaken;

    /// <summary>Runs the command on the worker's session, unless its caller has abandoned it before.</summary>
    public async Task<Outcome<T>?> RunAsync(OpenMailbox mailbox, CancellationToken caller, CancellationToken stop)
    {
        if (!TryTake())
        {
            throw new OperationCanceledException(caller);
        }

        Outcome<T> outcome = Interrupted;
        try
        {
            return outcome = await run(mailbox, stop);
        }
        finally
        {
            await write(outcome);
        }
    }

    /// <summary>Audits a command that was not begun, because its caller stopped waiting or was refused.</summary>
    public Task AbandonAsync(Problem reason) => TryTake() ? write(reason) : Task.CompletedTask;

    private bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;
}
