namespace EmailAgent.Grains.Sync;

/// <summary>The state that a worker, its sync loop and its grain share: requests go in, progress comes out. Thread-safe.</summary>
internal sealed class MailboxControl
{
    private MailboxProgress _progress = MailboxProgress.Nothing;
    private int _woken;
    private int _notified;

    public WorkerSignals Signals { get; } = new();

    public MailboxCommands Commands { get; } = new();

    public MailboxProgress Progress => Volatile.Read(ref _progress);

    public void Report(Func<MailboxProgress, MailboxProgress> change)
    {
        MailboxProgress before;
        do
        {
            before = Progress;
        }
        while (Interlocked.CompareExchange(ref _progress, change(before), before) != before);
    }

    /// <summary>Requests a sync of all folders now.</summary>
    public void Wake()
    {
        Volatile.Write(ref _woken, 1);
        Signals.Raise();
    }

    /// <summary>
    /// Waits before the next session. <see cref="Wake"/> ends the wait, but not before the wait that the server requested has passed: an
    /// earlier login would only be refused, and prolong it.
    /// </summary>
    /// <param name="wait">The wait.</param>
    /// <param name="floor">The part of it that the server requested; null for none.</param>
    /// <param name="stop">Cancels the wait.</param>
    public async Task WaitOutAsync(TimeSpan wait, TimeSpan? floor, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        if (floor is { } asked)
        {
            await Task.Delay(asked < wait ? asked : wait, time, stop);
        }

        var left = wait - time.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await Signals.WaitAsync(token => DelayAsync(left, time, token), false, stop);
        }
    }

    /// <summary>Indicates whether <see cref="Wake"/> was called since the last call of this method.</summary>
    public bool TakeWoken() => Interlocked.Exchange(ref _woken, 0) == 1;

    /// <summary>Records that the provider announced changes outside of the session.</summary>
    public void Notify()
    {
        Volatile.Write(ref _notified, 1);
        Signals.Raise();
    }

    /// <summary>Indicates whether <see cref="TakeNotified"/> would return true.</summary>
    public bool IsNotified => Volatile.Read(ref _notified) == 1;

    /// <summary>Indicates whether <see cref="Notify"/> was called since the last call of this method.</summary>
    public bool TakeNotified() => Interlocked.Exchange(ref _notified, 0) == 1;

    private static async Task<bool> DelayAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, time, cancellationToken);
        return true;
    }
}
