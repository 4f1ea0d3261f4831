using EmailAgent.Database;
using EmailAgent.Silo;
using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.GrainBench;

internal static class BenchHost
{
    private static IClusterClient? _client;

    /// <summary>Gets a client of the silo, once it has started.</summary>
    public static IClusterClient Client => _client ?? throw new InvalidOperationException("No silo has started.");

    public static void AddSilo(HostApplicationBuilder builder, string connectionString)
    {
        builder.AddDatabaseLock(connectionString, SiloMode.Standalone);
        builder.Services.AddDatabase(connectionString);
        builder.AddOrleans(connectionString, SiloMode.Standalone);
    }

    public static void Use(IServiceProvider silo) => _client = silo.GetRequiredService<IClusterClient>();
}
