using System.Diagnostics;
using EmailAgent.Silo.Tests.Grains;
using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests;

/// <summary>A call is part of its caller's trace.</summary>
public sealed class TraceTests(SharedSilo silo) : IClassFixture<SharedSilo>
{
    [PostgresFact]
    public async Task Calls_AtTheSameTime_AreEachPartOfTheirCallersTrace()
    {
        var grain = silo.Client.GetGrain<ICallGrain>("trace");
        Assert.Null(await grain.ReadTrace());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            using var trace = new Activity("test").Start();
            Assert.Equal(trace.TraceId.ToHexString(), await grain.ReadTrace());
        })));
        Assert.Null(await grain.ReadTrace());
    }
}
