namespace EmailAgent.Mail.Imap.Session;

/// <summary>Work whose starter may stop waiting for it while it goes on.</summary>
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

    /// <summary>Nobody hears of its failure; where that ends the connection, the next command says so.</summary>
    public static void Forget(Task work)
        => work.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
