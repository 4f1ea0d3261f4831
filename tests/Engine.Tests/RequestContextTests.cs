using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;

namespace EmailAgent.Engine.Tests;

/// <summary>What a request carries reaches every grain it passes through, and nobody else.</summary>
public sealed class RequestContextTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private IOutcomeGrain Grain => engine.Client.GetGrain<IOutcomeGrain>("context");

    [PostgresFact]
    public async Task Value_SetByTheCaller_IsSeenByTheGrain()
    {
        RequestContext.Set("colour", "green");
        Assert.Equal("green", await Grain.ReadContext("colour"));
        Assert.Null(await Grain.ReadContext("shape"));
    }

    [PostgresFact]
    public async Task Value_SetInAGrain_GoesFurtherAndNotBack()
    {
        RequestContext.Set("colour", "green");
        Assert.Equal("red", await Grain.SetContext("colour", "red", "context.second"));
        Assert.Equal("green", RequestContext.Get("colour"));
        Assert.Equal("green", await Grain.ReadContext("colour"));
    }

    [PostgresFact]
    public async Task Values_OfCallsAtTheSameTime_AreNotMixed()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(AskAsync));
        Assert.Equal(Enumerable.Range(0, 100).Select(number => (string?)$"{number}"), seen);

        async Task<string?> AskAsync(int number)
        {
            RequestContext.Set("number", $"{number}");
            return await Grain.ReadContext("number");
        }
    }

    [PostgresFact]
    public async Task Call_AfterOneWithValues_HasNoneOfThem()
    {
        await SetAsync();
        Assert.Null(await Grain.ReadContext("flavour"));

        async Task SetAsync()
        {
            RequestContext.Set("flavour", "salty");
            Assert.Equal("salty", await Grain.ReadContext("flavour"));
        }
    }
}
