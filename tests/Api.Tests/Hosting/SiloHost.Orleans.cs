using EmailAgent.Silo;
using EmailAgent.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The silo that the Api calls: with this engine it is a host of its own, and all between the two goes over the wire.</summary>
public static class SiloHost
{
    /// <param name="connectionString">The database that the silo shares with the Api.</param>
    /// <param name="prepare">Runs before the silo's services are added.</param>
    /// <param name="complete">Runs after.</param>
    public static async Task<IHost?> StartAsync(string connectionString, Action<IHostApplicationBuilder> prepare, Action<IHostApplicationBuilder> complete)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Address"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{LoopbackPort.Find()}",
            ["Cluster:GatewayPort"] = $"{LoopbackPort.Find()}",
        });
        prepare(builder);
        builder.AddSilo(connectionString);
        complete(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
