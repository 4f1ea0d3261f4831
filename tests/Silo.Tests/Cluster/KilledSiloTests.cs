using System.Diagnostics;
using EmailAgent.Silo.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Xunit.Abstractions;

namespace EmailAgent.Silo.Tests.Cluster;

/// <summary>A cluster of three processes, one of which dies without a word.</summary>
public sealed class KilledSiloTests(ITestOutputHelper output)
{
    private const int Grains = 60;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReminderLimit = TimeSpan.FromSeconds(60);

    [PostgresFact]
    public async Task Grains_OfAKilledSilo_AnswerElsewhereWithTheirReminders()
    {
        await using var database = await TestDatabase.CreateAsync();
        var silos = new List<SiloProcess>();
        try
        {
            for (var silo = 0; silo < 3; silo++)
                silos.Add(await SiloProcess.StartAsync(database.ConnectionString, SiloMode.Clustered));
            using var host = await ConnectAsync(database.ConnectionString);
            var client = host.Services.GetRequiredService<IClusterClient>();
            var grains = Enumerable.Range(0, Grains).Select(n => client.GetGrain<IReminderGrain>($"grain {n}")).ToArray();
            await Task.WhenAll(grains.Select(grain => grain.Register("reminder", ReminderPeriod, ReminderPeriod)));
            await Eventually.True(async () => (await Task.WhenAll(grains.Select(grain => grain.Ticks()))).All(ticks => ticks > 0), ReminderLimit);
            var homes = await Task.WhenAll(grains.Select(grain => grain.ProcessId()));
            Assert.Equal(silos.Select(silo => silo.Id).Order(), homes.Distinct().Order());

            silos[1].Kill();
            var watch = Stopwatch.StartNew();
            await Eventually.True(async () => await AllAnswerAsync(grains), AnswerLimit);
            output.WriteLine($"All grains answered {watch.Elapsed.TotalSeconds:F1} s after the kill.");
            Assert.DoesNotContain(silos[1].Id, await Task.WhenAll(grains.Select(grain => grain.ProcessId())));

            var ticks = await Task.WhenAll(grains.Select(grain => grain.Ticks()));
            await Eventually.True(
                async () => (await Task.WhenAll(grains.Select(grain => grain.Ticks()))).Zip(ticks).All(pair => pair.First > pair.Second),
                ReminderLimit);
            output.WriteLine($"All reminders ticked {watch.Elapsed.TotalSeconds:F1} s after the kill.");
            await host.StopAsync();
        }
        finally
        {
            silos.ForEach(silo => silo.Dispose());
        }
    }

    private static async Task<bool> AllAnswerAsync(IReminderGrain[] grains)
    {
        try
        {
            await Task.WhenAll(grains.Select(grain => grain.ProcessId()));
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return false;
        }
    }

    private static async Task<IHost> ConnectAsync(string connectionString)
    {
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "orleans" });
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(_ => database);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("emailagent", "emailagent"))
            .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = ("Npgsql", database))
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
