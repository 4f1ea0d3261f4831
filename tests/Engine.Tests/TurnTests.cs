using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests;

/// <summary>One thread at a time, one call at a time unless a grain or method allows more.</summary>
public sealed class TurnTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private readonly string _checkpoint = Checkpoint.NewName();

    private IHoldGrain Plain => engine.Client.GetGrain<IHoldGrain>(_checkpoint);

    private IReentrantHoldGrain Reentrant => engine.Client.GetGrain<IReentrantHoldGrain>(_checkpoint);

    [PostgresFact]
    public async Task Call_AfterItsAwaits_IsBackOnTheActivationsScheduler() => Assert.True(await Plain.StaysOnScheduler());

    [PostgresFact]
    public async Task Call_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var held = Plain.Hold(_checkpoint);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        var second = Plain.Ping();
        await Plain.PingInterleaved();
        Assert.False(second.IsCompleted);

        Checkpoint.Named(_checkpoint).Open();
        await held;
        await second;
    }

    [PostgresFact]
    public async Task Call_OfAReentrantGrain_RunsWhileAnotherAwaits()
    {
        var held = Reentrant.Hold(_checkpoint);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        await Reentrant.Ping();
        Assert.False(held.IsCompleted);

        Checkpoint.Named(_checkpoint).Open();
        await held;
    }

    [PostgresFact]
    public async Task Call_ThatInterleaves_DoesNotHoldUpOthers()
    {
        var held = Plain.HoldInterleaved(_checkpoint);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        await Plain.Ping();

        Checkpoint.Named(_checkpoint).Open();
        await held;
    }

    [PostgresFact]
    public async Task ReadOnlyCalls_OfOneGrain_RunTogetherButNotWithOthers()
    {
        var other = Checkpoint.NewName();
        var first = Plain.HoldReadOnly(_checkpoint);
        var second = Plain.HoldReadOnly(other);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        await Checkpoint.Named(other).ReachedAsync();
        var writer = Plain.Ping();
        await Plain.PingInterleaved();
        Assert.False(writer.IsCompleted);

        Checkpoint.Named(_checkpoint).Open();
        Checkpoint.Named(other).Open();
        await Task.WhenAll(first, second, writer);
    }

    [PostgresFact]
    public async Task OneWayCall_CompletesBeforeItsMethodEnds()
    {
        await Plain.HoldOneWay(_checkpoint);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        Checkpoint.Named(_checkpoint).Open();
    }

    [PostgresFact]
    public async Task ManyCalls_OfAReentrantGrain_NeverRunOnTwoThreads()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Reentrant.Add(turns: 100)));
        Assert.Equal(0, await Reentrant.Overlaps());
        Assert.Equal(10_000, await Reentrant.Add(turns: 0));
    }

    [PostgresFact]
    public async Task StatelessWorker_UnderLoad_RunsAtMostItsLimitInParallel()
    {
        var worker = engine.Client.GetGrain<IWorkerGrain>(0);
        var names = Enumerable.Range(0, 4).Select(_ => Checkpoint.NewName()).ToArray();
        var calls = names.Select(worker.Hold).ToArray();
        await Eventually.True(() => names.Count(name => Checkpoint.Named(name).IsReached) == 3);
        Assert.Equal(3, names.Count(name => Checkpoint.Named(name).IsReached));

        foreach (var name in names)
            Checkpoint.Named(name).Open();
        await Task.WhenAll(calls);
    }
}
