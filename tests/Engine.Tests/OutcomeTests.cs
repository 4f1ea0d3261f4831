using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests;

/// <summary>Results, exceptions, cancellation and time limits reach the caller.</summary>
public sealed class OutcomeTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private readonly string _checkpoint = Checkpoint.NewName();

    private IOutcomeGrain Grain => engine.Client.GetGrain<IOutcomeGrain>(_checkpoint);

    [PostgresFact]
    public async Task Call_ReturnsItsResult()
    {
        Assert.Equal("text", await Grain.Echo("text"));
        Assert.Equal(42, await Grain.Twice(21));
        await Grain.Nothing();
        var sent = new OutcomeRecord("name", [1, 2], DateTimeOffset.UnixEpoch);
        var received = await Grain.Send(sent);
        Assert.Equal((sent.Name, sent.At), (received.Name, received.At));
        Assert.Equal(sent.Numbers, received.Numbers);
    }

    [PostgresFact]
    public async Task Call_ThatThrows_ThrowsTheSameAtTheCaller()
    {
        var direct = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Throw("direct"));
        Assert.Equal("direct", direct.Message);
        var later = await Assert.ThrowsAsync<FormatException>(() => Grain.ThrowAfterAwait("later"));
        Assert.Equal("later", later.Message);
        Assert.Equal("still there", await Grain.Echo("still there"));
    }

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
    public async Task Call_WithACancelledToken_DoesNotStart()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForCancellation(_checkpoint, cancellation.Token));
        Assert.False(Checkpoint.Named(_checkpoint).IsReached);
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
        Assert.True(Journal.Of(_checkpoint) is [] or ["cancelled"]); // It may start, but only to find itself cancelled.
    }

    [PostgresFact]
    public async Task Call_WithoutAnswerInTime_TimesOutAndTheGrainGoesOn()
    {
        await using var host = await EngineHost.StartAsync(new EngineSettings { ResponseTimeout = TimeSpan.FromSeconds(1) });
        var grain = host.Client.GetGrain<IOutcomeGrain>(_checkpoint);
        var held = grain.Hold(_checkpoint);
        await Checkpoint.Named(_checkpoint).ReachedAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Echo("waits behind it"));

        Checkpoint.Named(_checkpoint).Open();
        await Eventually.True(async () => await grain.Echo("free") == "free");
    }

    [PostgresFact]
    public async Task Call_TimedOut_CancelsTheGrainsToken()
    {
        await using var host = await EngineHost.StartAsync(new EngineSettings { ResponseTimeout = TimeSpan.FromSeconds(1) });
        var grain = host.Client.GetGrain<IOutcomeGrain>(_checkpoint);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitForCancellation(_checkpoint, CancellationToken.None));
        await Eventually.True(() => Journal.Of(_checkpoint) is ["cancelled"]);
    }
}
