using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Timers;

/// <summary>Delivers its ticks as calls; the next tick is timed from the end of the last.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _lock = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options) = (activation, callback, options);
        using (ExecutionContext.SuppressFlow())
            _timer = activation.Directory.Time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.AddTimer(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfInvalid(dueTime, nameof(dueTime));
        ThrowIfInvalid(period, nameof(period));
        lock (_lock)
        {
            (_next, _period) = (dueTime, period);
            if (!_ticking && !_stopped.IsCancellationRequested)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>No more ticks, as its activation is ending; one that runs goes on.</summary>
    public void Stop() => _timer.Dispose();

    public void Dispose()
    {
        lock (_lock)
        {
            _timer.Dispose();
            if (_stopped.IsCancellationRequested)
                return;
        }
        _activation.RemoveTimer(this);
        _stopped.Cancel();
    }

    private static void ThrowIfInvalid(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_stopped.IsCancellationRequested)
                return;
            _ticking = true;
            _next = _period;
        }
        _activation.TryDeliver(new LocalCall(RunAsync, _options.Interleave, _options.KeepAlive));
    }

    private async Task RunAsync()
    {
        if (_stopped.IsCancellationRequested)
            return;
        try
        {
            await _callback(_stopped.Token);
        }
        catch (Exception exception)
        {
            _activation.Directory.LogTimerFailed(exception, _activation.GrainId);
        }
        lock (_lock)
        {
            _ticking = false;
            if (!_stopped.IsCancellationRequested)
                _timer.Change(_next, Timeout.InfiniteTimeSpan);
        }
    }
}
