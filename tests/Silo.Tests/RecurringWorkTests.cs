using EmailAgent.Grains.Recurring;
using EmailAgent.Silo.Hosting;
using EmailAgent.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Silo.Tests;

/// <summary>Recurring work of two silos, which one of them does at a time.</summary>
public sealed class RecurringWorkTests
{
    private const int Runs = 10;

    private readonly string _journal = Checkpoint.NewName();

    [PostgresFact]
    public async Task Work_OfTwoSilos_IsDoneByOneAndTakenOverByTheOther()
    {
        await using var database = await TestDatabase.CreateAsync();
        var silos = new Dictionary<string, TestSilo>();
        try
        {
            foreach (var name in new[] { "one", "two" })
            {
                silos.Add(name, await TestSilo.StartAsync(database.ConnectionString, Settings(name)));
            }

            // While a silo joins, both may do the work for a moment.
            var first = await DoneByOneAsync(silos.Keys);
            await silos[first].DisposeAsync();
            silos.Remove(first);
            Assert.NotEqual(first, await DoneByOneAsync(silos.Keys));
        }
        finally
        {
            foreach (var silo in silos.Values)
            {
                await silo.DisposeAsync();
            }
        }
    }

    /// <returns>The silo that has done the last runs.</returns>
    private async Task<string> DoneByOneAsync(IEnumerable<string> silos)
    {
        var before = Journal.Of(_journal).Length;
        var silo = await Eventually.Value(() => Task.FromResult(
            Journal.Of(_journal).Skip(before).TakeLast(Runs).ToList() is { Count: Runs } last && last.Distinct().Count() == 1 ? last[0] : null));
        Assert.Contains(silo, silos);
        return silo;
    }

    private SiloSettings Settings(string silo) => new()
    {
        Mode = SiloMode.Clustered,
        AddServices = services => services
            .AddRecurringWorks()
            .AddHostedService<DeadSilos>()
            .AddSingleton<RecurringWork>(provider => new NotedWork(provider.GetRequiredService<IGrainFactory>(), _journal, silo)),
    };

    /// <summary>Notes which silo does it.</summary>
    private sealed class NotedWork(IGrainFactory grains, string journal, string silo) : RecurringWork(TimeSpan.FromMilliseconds(20), grains)
    {
        public override Task RunOnceAsync(CancellationToken stop)
        {
            Journal.Add(journal, silo);
            return Task.CompletedTask;
        }
    }
}
