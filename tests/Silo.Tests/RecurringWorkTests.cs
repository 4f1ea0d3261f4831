using EmailAgent.Grains.Recurring;
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

            var both = Journal.Of(_journal).Length;
            await Eventually.True(() => Journal.Of(_journal).Length >= both + Runs);
            var worker = Assert.Single(Journal.Of(_journal).Distinct());

            await silos[worker].DisposeAsync();
            silos.Remove(worker);

            await Eventually.True(() => Journal.Of(_journal).Distinct().Count() == 2);
            var entries = Journal.Of(_journal);
            Assert.Equal([worker, silos.Keys.Single()], entries.Where((entry, index) => index == 0 || entry != entries[index - 1]));
        }
        finally
        {
            foreach (var silo in silos.Values)
            {
                await silo.DisposeAsync();
            }
        }
    }

    private SiloSettings Settings(string silo) => new()
    {
        Mode = SiloMode.Clustered,
        AddServices = services => services
            .AddRecurringWorks()
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
