using System.Diagnostics;
using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests.EmbeddedOnly;

/// <summary>A call is part of its caller's trace.</summary>
public sealed class TraceTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [PostgresFact]
    public async Task Calls_AtTheSameTime_AreEachPartOfTheirCallersTrace()
    {
        var grain = engine.Client.GetGrain<IOutcomeGrain>("trace");
        Assert.Null(await grain.ReadTrace());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            using var trace = new Activity("test").Start();
            Assert.Equal(trace.TraceId.ToHexString(), await grain.ReadTrace());
        })));
        Assert.Null(await grain.ReadTrace());
    }
}
