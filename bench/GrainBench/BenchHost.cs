using EmailAgent.Silo;
using EmailAgent.Silo.Hosting;
using EmailAgent.Storage;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.GrainBench;

internal static class BenchHost
{
    public static void AddSilo(HostApplicationBuilder builder, string connectionString)
    {
        builder.AddDatabaseLock(connectionString, SiloMode.Standalone);
        builder.Services.AddStorage(connectionString);
        builder.AddOrleans(connectionString, SiloMode.Standalone);
    }
}
