using System.Runtime.InteropServices;

namespace EmailAgent.Grains.Retrieval;

/// <summary>A thread that gives way to all others, so that computations in the background slow neither requests nor syncs.</summary>
internal static class BackgroundThread
{
    // The runtime ignores priorities of threads on Linux, whose own one is that of the thread that asks.
    private const int OfThisThread = 0;
    private const int Lowest = 19;

    /// <summary>Runs a computation on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> compute)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(compute, completion)) { IsBackground = true, Priority = ThreadPriority.Lowest, Name = "Embedding" }.Start();
        return completion.Task;
    }

    private static void Run<T>(Func<T> compute, TaskCompletionSource<T> completion)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(OfThisThread, OfThisThread, Lowest); // If it is refused, the thread competes as others do.
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

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
