using EmailAgent.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace EmailAgent.Silo.Hosting;

/// <summary>Runs the grains on Orleans, in one process or as one silo of a cluster.</summary>
internal static class OrleansRegistration
{
    private const int Connections = 20;

    // Grains of other silos whose address is remembered. The memory is taken at the start: 1.9 MB, and 18.6 MB by default (a million).
    private const int RememberedGrains = 100_000;

    // A cancelled request is cancelled in the grain, too, and a request that lost its caller goes no further.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds Orleans. Hosted services that use grains must be registered after it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">The PostgreSQL database of the installation.</param>
    /// <param name="mode">Whether this process is the whole installation.</param>
    public static void AddOrleans(this IHostApplicationBuilder builder, string connectionString, SiloMode mode)
    {
        var settings = ClusterSettings.Read(builder.Configuration);
        var database = OrleansDatabase.Create(connectionString, Connections);
        builder.Services.AddSingleton(new DatabasePool(database));
        builder.AddProcessLog();
        builder.Services.AddSingleton<IGrainInterfaceTypeProvider, InterfaceTypes>(); // before Orleans, whose own providers are called in the order of registration
        builder.UseOrleans(silo =>
        {
            silo
                .Configure<ClusterOptions>(options => options.Identify(settings))
                .Configure<SiloMessagingOptions>(options => (options.ResponseTimeout, options.CancelRequestOnTimeout) = (ResponseTimeout, true))
                .Configure<GrainDirectoryOptions>(options => options.CacheSize = RememberedGrains)
                .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (OrleansDatabase.Invariant, database))
                .UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = (OrleansDatabase.Invariant, database))
                .AddOutgoingGrainCallFilter<CallTraces>()
                .AddIncomingGrainCallFilter<CallTraces>()
                .AddIncomingGrainCallFilter<DatabaseFailures>();
            if (mode == SiloMode.Standalone)
            {
                silo.StandAlone(settings, database);
            }
            else
            {
                silo.JoinCluster(settings);
            }
        });
    }

    /// <summary>Registers the lock that keeps two installations off one database. Must be called before anything that changes the database.</summary>
    public static void AddDatabaseLock(this IHostApplicationBuilder builder, string connectionString, SiloMode mode) =>
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<DatabaseLock>(services, connectionString, mode));
}
