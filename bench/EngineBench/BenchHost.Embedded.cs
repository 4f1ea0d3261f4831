using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;

namespace EmailAgent.EngineBench;

internal static class BenchHost
{
    public const string Engine = "Embedded";

    public static void AddEngine(HostApplicationBuilder builder, string connectionString) =>
        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.ConnectionString = connectionString;
            engine.GrainAssemblies.Add(typeof(BenchHost).Assembly);
        });
}
