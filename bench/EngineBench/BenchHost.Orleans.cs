using EmailAgent.Silo.Hosting;
using EmailAgent.Storage;
using EmailAgent.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.EngineBench;

internal static class BenchHost
{
    public const string Engine = "Orleans, one silo, calls from within its process";

    public static void AddEngine(HostApplicationBuilder builder, string connectionString)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Address"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{LoopbackPort.Find()}",
            ["Cluster:GatewayPort"] = $"{LoopbackPort.Find()}",
        });
        builder.Services.AddStorage(connectionString);
        builder.AddSiloEngine(connectionString);
    }
}
