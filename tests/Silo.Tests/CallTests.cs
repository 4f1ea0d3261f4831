using EmailAgent.Grains;
using EmailAgent.Silo.Tests.Grains;
using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests;

/// <summary>Cancellation, time limits and failures of the database reach the caller and the grain as the silo is configured.</summary>
public sealed class CallTests(SharedSilo silo) : IClassFixture<SharedSilo>
{
    private readonly string _checkpoint = Checkpoint.NewName();

    private ICallGrain Grain => silo.Client.GetGrain<ICallGrain>(_checkpoint);

    [PostgresFact]
    public async Task Call_CancelledByItsCaller_CancelsTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(_checkpoint, cancellation.Token);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.True(() => Journal.Of(_checkpoint) is ["cancelled"]);
        Assert.Equal("free", await Grain.Echo("free"));
    }

    [PostgresFact]
    public async Task Call_CancelledWhileWaiting_DoesNotHoldUpTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        var hold = Checkpoint.NewName();
        var held = Grain.Hold(hold);
        await Checkpoint.Named(hold).ReachedAsync();
        var waiting = Grain.WaitForCancellation(_checkpoint, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Checkpoint.Named(hold).Open();
        await held;
        Assert.Equal("next", await Grain.Echo("next"));
    }

    [PostgresFact]
    public async Task Call_TimedOut_CancelsTheGrainAndFreesIt()
    {
        await using var hurried = await TestSilo.StartAsync(new SiloSettings { ResponseTimeout = TimeSpan.FromSeconds(5) });
        var grain = hurried.Client.GetGrain<ICallGrain>(_checkpoint);
        await grain.Echo("active"); // So that the time runs out in the grain, not on the way to it.
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitForCancellation(_checkpoint, CancellationToken.None));
        await Eventually.True(() => Journal.Of(_checkpoint) is ["cancelled"]);
        Assert.Equal("free", await grain.Echo("free"));
    }

    [PostgresFact]
    public async Task Call_ThatFindsTheDatabaseAway_SaysSoWithoutTheDriver() =>
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Grain.LoseDatabase());
}
