using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;

namespace EmailAgent.Engine.Tests.Grains;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private string? _holdTicksAt;

    public Task Start(TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            async (text, token) =>
            {
                Assert.False(token.IsCancellationRequested);
                Assert.NotEqual(TaskScheduler.Default, TaskScheduler.Current);
                Journal.Add(this.GetPrimaryKeyString(), text);
                if (_holdTicksAt is { } checkpoint)
                    await Checkpoint.Named(checkpoint).PassAsync();
            },
            "tick",
            new GrainTimerCreationOptions { DueTime = period, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Journal.Add(this.GetPrimaryKeyString(), "failing");
                throw new InvalidOperationException("tick");
            },
            new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task StartAndChange(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            _ =>
            {
                Journal.Add(this.GetPrimaryKeyString(), "changing");
                var again = Journal.Of(this.GetPrimaryKeyString()).Length == 1 ? period : Timeout.InfiniteTimeSpan;
                _timer!.Change(again, Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task HoldTicksAt(string checkpoint)
    {
        _holdTicksAt = checkpoint;
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;
}
