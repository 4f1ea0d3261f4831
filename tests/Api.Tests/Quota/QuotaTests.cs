using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Quota;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Quota;

/// <summary>What the silos have leased of a project's budget stays leased, whatever becomes of who leased it out.</summary>
public sealed class QuotaTests
{
    private const string Project = "google";

    [PostgresFact]
    public async Task Leases_BeforeARestart_CountAfterIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new ShiftedClock(runs: false); // or the minute would be over when the second host has started
        await using (var first = await ApiHost.StartAsync(clock, database: database))
        {
            Assert.Equal(400, (await LeaseAsync(first, 400)).Units);
            Assert.Equal(400, (await LeaseAsync(first, 400)).Units);
        }

        await using var second = await ApiHost.StartAsync(clock, database: database);
        Assert.Equal(200, (await LeaseAsync(second, 400)).Units);
        Assert.Equal(0, (await LeaseAsync(second, 400)).Units);

        clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(400, (await LeaseAsync(second, 400)).Units);
        Assert.Equal(100, (await LeaseAsync(second, 400)).Units); // what is left of the day
    }

    private static Task<QuotaGrant> LeaseAsync(ApiHost host, int wanted) => host.Services.GetRequiredService<IClusterClient>()
        .GetGrain<IQuotaGrain>(Project).LeaseAsync(new QuotaRequest(PerMinute: 1000, PerDay: 1500, Needed: 1, wanted), CancellationToken.None);
}
