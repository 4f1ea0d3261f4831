using System.Reflection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;

namespace EmailAgent.Silo.Hosting;

/// <summary>Runs the grains on the engine that this build was made with: here the embedded one, in this process.</summary>
public static class SiloEngine
{
    /// <summary>
    /// Adds the engine. Call it before anything that uses grains: it is the first to start and the last to stop.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">The PostgreSQL database; one process at a time may run the engine on it.</param>
    public static IHostApplicationBuilder AddSiloEngine(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddEmbeddedEngine(engine =>
        {
            engine.ConnectionString = connectionString;
            engine.GrainAssemblies.Add(Assembly.Load("EmailAgent.Grains"));
            engine.StreamProviders.Add(StreamProviderNames.Events);
        });
        return builder;
    }

    /// <summary>Has the mailboxes of a silo that ended woken on those that are left: with this engine there is no other silo.</summary>
    public static IHostApplicationBuilder AddSiloWatch(this IHostApplicationBuilder builder) => builder;
}
