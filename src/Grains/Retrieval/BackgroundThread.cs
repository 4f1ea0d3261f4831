namespace EmailAgent.Grains.Retrieval;

/// <summary>A thread below the priority of others, so that computations in the background give way to requests.</summary>
internal static class BackgroundThread
{
    /// <summary>Runs a computation on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> compute)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(compute, completion)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "Embedding" };
        thread.Start();
        return completion.Task;
    }

    private static void Run<T>(Func<T> compute, TaskCompletionSource<T> completion)
    {
        try
        {
            completion.SetResult(compute());
        }
        catch (OperationCanceledException cancelled)
        {
            completion.SetCanceled(cancelled.CancellationToken);
        }
        catch (Exception error)
        {
            completion.SetException(error);
        }
    }
}
