using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests;

/// <summary>Timers of an activation take turns with its calls.</summary>
public sealed class TimerTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(30);

    private readonly string _key = Checkpoint.NewName();

    private ITimerGrain Grain => engine.Client.GetGrain<ITimerGrain>(_key);

    private int Ticks => Journal.Of(_key).Length;

    [PostgresFact]
    public async Task Timer_TicksUntilDisposed()
    {
        await Grain.Start(Period, interleave: false, keepAlive: false);
        await Eventually.True(() => Ticks >= 3);
        await Grain.Stop();
        var stopped = Ticks;
        var later = Checkpoint.NewName();
        await engine.Client.GetGrain<ITimerGrain>(later).Start(Period, interleave: false, keepAlive: false);
        await Eventually.True(() => Journal.Of(later).Length >= 5);
        Assert.Equal(stopped, Ticks);
    }

    [PostgresFact]
    public async Task Timer_ThatFails_GoesOn()
    {
        await Grain.StartFailing(Period);
        await Eventually.True(() => Ticks >= 3);
    }

    [PostgresFact]
    public async Task Timer_ChangedDuringATick_TicksAsChanged()
    {
        await Grain.StartAndChange(Period);
        await Eventually.True(() => Ticks == 2);
        await Grain.Ping();
        Assert.Equal(2, Ticks);
    }

    [PostgresFact]
    public async Task Timer_WhileACallAwaits_WaitsUnlessItInterleaves()
    {
        var interleaving = engine.Client.GetGrain<ITimerGrain>(_key + "i");
        await Grain.Start(Period, interleave: false, keepAlive: false);
        await interleaving.Start(Period, interleave: true, keepAlive: false);
        var held = Task.WhenAll(Grain.Hold(_key), interleaving.Hold(_key + "i"));
        await Checkpoint.Named(_key).ReachedAsync();
        await Checkpoint.Named(_key + "i").ReachedAsync();
        var (before, interleaved) = (Ticks, Journal.Of(_key + "i").Length);
        await Eventually.True(() => Journal.Of(_key + "i").Length >= interleaved + 3);
        Assert.Equal(before, Ticks);

        Checkpoint.Named(_key).Open();
        Checkpoint.Named(_key + "i").Open();
        await held;
        await Eventually.True(() => Ticks > before);
    }

    [PostgresFact]
    public async Task Tick_ThatAwaits_IsNotOvertakenByTheNext()
    {
        var hold = Checkpoint.NewName();
        await Grain.HoldTicksAt(hold);
        await Grain.Start(Period, interleave: true, keepAlive: false);
        await Checkpoint.Named(hold).ReachedAsync();
        var other = engine.Client.GetGrain<ITimerGrain>(_key + "o");
        await other.Start(Period, interleave: true, keepAlive: false);
        await Eventually.True(() => Journal.Of(_key + "o").Length >= 5);
        Assert.Equal(1, Ticks);

        Checkpoint.Named(hold).Open();
        await Eventually.True(() => Ticks >= 3);
    }
}
