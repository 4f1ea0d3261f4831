using EmailAgent.Silo.Hosting;
using EmailAgent.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace EmailAgent.Engine.Tests.Hosting;

public sealed partial class EngineHost
{
    private static void AddEngine(HostApplicationBuilder builder, string connectionString, EngineSettings settings)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Address"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{LoopbackPort.Find()}",
            ["Cluster:GatewayPort"] = $"{LoopbackPort.Find()}",
        });
        builder.Services.AddStorage(connectionString);
        builder.AddSiloEngine(connectionString);
        builder.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
        builder.Services.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = settings.CollectionAge;
            options.CollectionQuantum = TimeSpan.FromTicks(Math.Min(options.CollectionQuantum.Ticks, settings.CollectionAge.Ticks / 2));
        });
    }
}
