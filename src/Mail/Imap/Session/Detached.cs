namespace EmailAgent.Mail.Imap.Session;

/// <summary>Work that continues after its starter has stopped waiting for it.</summary>
internal static class Detached
{
    public static async Task RunAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(work);
            throw;
        }
    }

    /// <summary>Ignores the failure of a task. If the failure ended the connection, the next command reports it.</summary>
    public static void Forget(Task work)
        => work.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
