namespace EmailAgent.Api.Tests.Hosting;

/// <summary>
/// The real clock, put forward by a test together with its timers: those that become due fire at once. Between two leaps time runs as
/// usual, so the product's time limits are as long as in life.
/// </summary>
public sealed class LeapClock : TimeProvider
{
    private readonly HashSet<LeapTimer> _timers = [];
    private long _shift;

    private TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Shift.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapTimer(this, callback, state);
        lock (_timers) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts the clock forward. A periodic timer that becomes due several times fires once.</summary>
    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _shift, by.Ticks);
        LeapTimer[] timers;
        lock (_timers) timers = [.. _timers];
        foreach (var timer in timers) timer.Leap();
    }

    private void Forget(LeapTimer timer)
    {
        lock (_timers) _timers.Remove(timer);
    }

    private sealed class LeapTimer : ITimer
    {
        private readonly LeapClock _clock;
        private readonly Lock _lock = new();
        private readonly ITimer _inner;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private DateTimeOffset? _due;

        public LeapTimer(LeapClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _inner = System.CreateTimer(
                _ =>
                {
                    Fired();
                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                return _inner.Change(dueTime, period);
            }
        }

        public void Leap()
        {
            lock (_lock)
            {
                if (_due is not { } due) return;
                var left = due - _clock.GetUtcNow();
                _inner.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, _period);
            }
        }

        public void Dispose()
        {
            _clock.Forget(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _clock.Forget(this);
            return _inner.DisposeAsync();
        }

        private void Fired()
        {
            lock (_lock) _due = _period > TimeSpan.Zero ? _clock.GetUtcNow() + _period : null;
        }
    }
}
