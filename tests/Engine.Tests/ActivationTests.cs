using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests;

/// <summary>When grains come to life and when they end.</summary>
public sealed class ActivationTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private readonly string _key = Checkpoint.NewName();

    private ILifeGrain Grain => engine.Client.GetGrain<ILifeGrain>(_key);

    [PostgresFact]
    public async Task Grain_CalledByManyAtOnce_IsActivatedOnce()
    {
        var instances = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Grain.Instance()));
        Assert.Single(instances.Distinct());
        Assert.Equal(["activated"], Journal.Of(_key));
    }

    [PostgresFact]
    public async Task Grain_WithDependencies_GetsThem() => Assert.Equal($"Hello life/{_key}", await Grain.Greet());

    [PostgresFact]
    public async Task Grain_KnowsItsKey()
    {
        Assert.Equal(_key, await Grain.Key());
        Assert.Equal(-255, await engine.Client.GetGrain<INumberedGrain>(-255).Key());
        Assert.Equal(long.MaxValue, await engine.Client.GetGrain<INumberedGrain>(long.MaxValue).Key());
        Assert.Equal(7, engine.Client.GetGrain<INumberedGrain>(7).GetPrimaryKeyLong());
        Assert.Equal(_key, Grain.GetPrimaryKeyString());
    }

    [PostgresFact]
    public async Task Grain_CallsGrainsBehindReferencesItWasGiven()
    {
        var other = engine.Client.GetGrain<ILifeGrain>(_key + "-other");
        Assert.Equal($"{_key}-third via {_key}-other", await Grain.AskKeyThrough(other));
    }

    [PostgresFact]
    public void References_ToOneGrain_AreEqual()
    {
        Assert.Equal(Grain, engine.Client.GetGrain<ILifeGrain>(_key));
        Assert.NotEqual(Grain, engine.Client.GetGrain<ILifeGrain>(_key + "x"));
        Assert.Equal(Grain.GetGrainId(), Grain.AsReference<ILifeGrain>().GetGrainId());
    }

    [PostgresFact]
    public async Task Grain_WhoseActivationFails_TellsTheCallerAndIsTriedAgain()
    {
        var grain = engine.Client.GetGrain<IFragileGrain>(_key);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(grain.Ping);
            Assert.Contains($"not yet: {_key}", failure.ToString(), StringComparison.Ordinal);
        }
        await grain.Ping();
    }

    [PostgresFact]
    public async Task Grain_Deactivated_RunsOnDeactivateAndComesBackAnew()
    {
        var first = await Grain.Instance();
        await Grain.Deactivate();
        await Eventually.True(() => Journal.Of(_key).Contains("deactivated ApplicationRequested"));
        Assert.NotEqual(first, await Grain.Instance());
    }

    [PostgresFact]
    public async Task Grain_Deactivating_FinishesItsCallAndLetsWaitingOnesRunOnTheNext()
    {
        var checkpoint = Checkpoint.NewName();
        var ending = Grain.DeactivateAndHold(checkpoint);
        await Checkpoint.Named(checkpoint).ReachedAsync();
        var waiting = Grain.Instance();
        Assert.False(ending.IsCompleted);

        Checkpoint.Named(checkpoint).Open();
        Assert.NotEqual(await ending, await waiting);
    }

    [PostgresFact]
    public async Task Grain_LeftIdle_IsDeactivatedUnlessItDelaysThat()
    {
        await using var host = await EngineHost.StartAsync(new EngineSettings { CollectionAge = TimeSpan.FromSeconds(2) });
        var delayed = host.Client.GetGrain<ILifeGrain>(_key + "delayed");
        await delayed.Delay(TimeSpan.FromMinutes(10));
        await host.Client.GetGrain<ILifeGrain>(_key).Instance();
        await Eventually.True(() => Journal.Of(_key) is ["activated", "deactivated ActivationIdle"], TimeSpan.FromSeconds(15));
        Assert.Equal(["activated"], Journal.Of(_key + "delayed"));
    }

    [PostgresFact]
    public async Task Host_Stopping_DeactivatesItsGrains()
    {
        var host = await EngineHost.StartAsync();
        await host.Client.GetGrain<ILifeGrain>(_key).Instance();
        await host.DisposeAsync();
        Assert.Equal(["activated", "deactivated ShuttingDown"], Journal.Of(_key));
    }

    [PostgresFact]
    public void Interface_WithoutAGrainClass_IsRefused() =>
        Assert.Throws<ArgumentException>(() => engine.Client.GetGrain<INobodysGrain>(_key));

    public interface INobodysGrain : IGrainWithStringKey;
}
