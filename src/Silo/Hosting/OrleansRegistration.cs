using EmailAgent.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace EmailAgent.Silo.Hosting;

/// <summary>Runs the grains on Orleans, in one process or as one silo of a cluster.</summary>
internal static class OrleansRegistration
{
    private const int Connections = 20;

    // Grains of other silos whose address is remembered. The memory is taken at the start: 1.9 MB, and 18.6 MB by default (a million).
    private const int RememberedGrains = 100_000;

    // A cancelled request is cancelled in the grain, too, and one that nobody waits for any longer goes no further.
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
        builder.AddQuietLog();
        builder.Services.AddSingleton<IGrainInterfaceTypeProvider, InterfaceTypes>(); // before Orleans, whose own are asked in the order of registration
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

    /// <summary>Registers what keeps two installations off one database. Must come before anything that changes the database.</summary>
    public static void AddDatabaseLock(this IHostApplicationBuilder builder, string connectionString, SiloMode mode) =>
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<DatabaseLock>(services, connectionString, mode));

    /// <summary>Lets Orleans log warnings only, and changes of the cluster; the configuration can say otherwise.</summary>
    public static void AddQuietLog(this IHostApplicationBuilder builder) => builder.Services.Configure<LoggerFilterOptions>(options =>
    {
        // Of rules for the same category the last one counts: those of the configuration come later.
        options.Rules.Insert(0, new LoggerFilterRule(null, "Orleans", LogLevel.Warning, null));
        options.Rules.Insert(0, new LoggerFilterRule(null, "Polly", LogLevel.Warning, null)); // Orleans places grains through it, and it tells of each.
    });
}
