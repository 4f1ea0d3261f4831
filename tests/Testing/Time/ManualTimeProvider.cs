namespace EmailAgent.Testing;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire inside <see cref="Advance"/>, in the order in which they are
/// due and each at its own time, on the calling thread. Safe for use from many threads.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _arms;

    /// <summary>Starts at 2026-01-01 00:00:00 UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Gets the number of waiting timers and delays; wait for this before <see cref="Advance"/> if another thread arms them.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>Gets the time until the next timer; null if none is armed.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_lock)
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due) - _now;
        }
    }

    /// <summary>Stopwatch ticks are <see cref="TimeSpan"/> ticks: 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Moves the clock forward and fires what becomes due.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (NextDue(target) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = target;
    }

    /// <summary>
    /// Moves the clock by <paramref name="step"/> whenever a timer has been armed since the last move, until
    /// <paramref name="task"/> ends, and hands on how it ended. A timer that was there before is not moved towards again, so
    /// those that the end leaves behind do not fire while it is on its way.
    /// </summary>
    /// <exception cref="TimeoutException">No timer is armed, and the task does not end.</exception>
    public async Task AdvanceUntilEndAsync(Task task, TimeSpan step)
    {
        var seen = 0L;
        while (!task.IsCompleted)
        {
            await Eventually.True(() => task.IsCompleted || HasArmedSince(seen), TimeSpan.FromMinutes(1));
            seen = Interlocked.Read(ref _arms);
            if (!task.IsCompleted)
                Advance(step);
        }

        await task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Arm(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _arms++;
            timer.Due = _now + dueTime;
            if (!_timers.Contains(timer))
                _timers.Add(timer);
        }
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private bool HasArmedSince(long arms)
    {
        lock (_lock)
            return _arms > arms && _timers.Count > 0;
    }

    private ManualTimer? NextDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > target)
                return null;
            if (next.Due > _now)
                _now = next.Due;
            _timers.Remove(next);
            return next;
        }
    }
}
