using System.Net;
using EmailAgent.Grains.Cluster;
using EmailAgent.Storage.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace EmailAgent.Silo.Hosting;

/// <summary>Runs the grains on the engine that this build was made with: here Orleans, as one silo of a cluster.</summary>
public static class SiloEngine
{
    private const string Invariant = "Npgsql";
    private const string Schema = "orleans";

    /// <summary>
    /// Adds the engine. Call it before anything that uses grains: it is the first to start and the last to stop.
    /// Settings are in the configuration section <c>Cluster</c>, see <see cref="ClusterSettings"/>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">The PostgreSQL database that all silos and clients of the cluster share.</param>
    public static IHostApplicationBuilder AddSiloEngine(this IHostApplicationBuilder builder, string connectionString)
    {
        var settings = builder.Configuration.GetSection("Cluster").Get<ClusterSettings>() ?? new ClusterSettings();
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, MaxPoolSize = 20 });
        builder.Services.Configure<MigrationOptions>(options => options.WithOrleans = true);
        CallTraces.Carry();
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId))
            .AddActivityPropagation()
            .AddEndpoints(settings)
            .AddTls(settings)
            .AddDatabase(database)
            .AddTimeouts()
            .AddPlacement()
            .AddIncomingGrainCallFilter<DatabaseFailures>()
            .AddMemoryStreams(StreamProviderNames.Events, streams =>
            {
                streams.ConfigurePartitioning(ClusterSettings.StreamQueues);
                streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(20)));
            }));
        return builder;
    }

    /// <summary>Has the mailboxes of a silo that ended woken on those that are left.</summary>
    public static IHostApplicationBuilder AddSiloWatch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<DeadSilos>();
        return builder;
    }

    private static ISiloBuilder AddEndpoints(this ISiloBuilder silo, ClusterSettings settings) =>
        settings.Address is { } address
            ? silo.ConfigureEndpoints(IPAddress.Parse(address), settings.SiloPort, settings.GatewayPort)
            : silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);

    private static ISiloBuilder AddTls(this ISiloBuilder silo, ClusterSettings settings)
    {
        if (ClusterTls.Load(settings.Tls, settings.ClusterId) is { } tls)
            return silo.UseTls(tls.Configure);
        if (ClusterExposure.Concerns(settings.Address))
            silo.Services.AddHostedService<ClusterExposure>();
        return silo;
    }

    private static ISiloBuilder AddDatabase(this ISiloBuilder silo, NpgsqlDataSource database) => silo
        .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, database))
        .UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = (Invariant, database))
        .AddAdoNetGrainStorageAsDefault(options =>
        {
            (options.Invariant, options.DataSource) = (Invariant, database);
            options.DeleteStateOnClear = true;
        })
        .AddAdoNetGrainStorage("PubSubStore", options => (options.Invariant, options.DataSource) = (Invariant, database));

    // A killed silo's grains answer elsewhere after about a second, those of a hung one after two to four.
    private static ISiloBuilder AddTimeouts(this ISiloBuilder silo) => silo
        .Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(3);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        })
        .Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = TimeSpan.FromSeconds(30);
            options.CancelRequestOnTimeout = true;
        });

    // The default placement prefers the silo that was there first.
    private static ISiloBuilder AddPlacement(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<PlacementStrategy, ActivationCountBasedPlacement>();
        return silo;
    }
}
