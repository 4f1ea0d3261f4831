namespace EmailAgent.Testing;

/// <summary>A timer of <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private volatile bool _disposed;

    /// <summary>Read and written under the clock's lock only.</summary>
    public DateTimeOffset Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        _period = period;
        if (dueTime == Timeout.InfiniteTimeSpan)
            clock.Disarm(this);
        else
            clock.Arm(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (_disposed)
            return;
        // As in the framework, a period of zero means once.
        if (_period > TimeSpan.Zero)
            clock.Arm(this, _period);
        callback(state);
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
