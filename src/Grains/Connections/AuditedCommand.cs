namespace EmailAgent.Grains.Connections;

/// <summary>
/// A command whose end is audited once: by the command itself, which may outlast its caller, or by the caller where the command was not begun.
/// </summary>
/// <param name="run">The command.</param>
/// <param name="write">Writes the entry of an outcome.</param>
internal sealed class AuditedCommand<T>(Func<OpenMailbox, CancellationToken, Task<Outcome<T>>> run, Func<Outcome<T>, Task> write)
    where T : class
{
    private static readonly Problem Interrupted = new(ProblemCodes.MailboxUnavailable, "The mail session ended before the command finished.");

    private int _isTaken;

    /// <summary>Runs the command on the worker's session, unless its caller has given up first.</summary>
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

    /// <summary>Audits a command that was not begun when its caller gave up or was refused.</summary>
    public Task AbandonAsync(Problem reason) => TryTake() ? write(reason) : Task.CompletedTask;

    private bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;
}
