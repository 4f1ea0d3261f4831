using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;

namespace EmailAgent.Engine.Tests.Hosting;

public sealed partial class EngineHost
{
    private static void AddEngine(HostApplicationBuilder builder, string connectionString, EngineSettings settings) =>
        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.ConnectionString = connectionString;
            engine.GrainAssemblies.Add(typeof(EngineHost).Assembly);
            engine.StreamProviders.Add("events");
            engine.ResponseTimeout = settings.ResponseTimeout;
            engine.CollectionAge = settings.CollectionAge;
            engine.LockTimeout = TimeSpan.FromSeconds(1);
        });
}
