using EmailAgent.Silo.Cluster;
using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace EmailAgent.Silo.Client;

/// <summary>Connects a process without grains to the silos of a cluster.</summary>
internal static class ClusterClientRegistration
{
    // The client only reads the list of silos.
    private const int Connections = 2;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(500);

    // The default, a minute, is how long a silo that hangs would still be called.
    private static readonly TimeSpan SilosRefreshPeriod = TimeSpan.FromSeconds(2);

    /// <summary>Adds the client. Silos are found through the database; the start waits for one.</summary>
    public static void AddClusterClient(this IHostApplicationBuilder builder, string connectionString, ClusterSettings settings)
    {
        var database = OrleansDatabase.Create(connectionString, Connections);
        var tls = ClusterTls.Load(settings.Tls, settings.ClusterId);
        builder.AddProcessLog();
        builder.Services.AddSingleton<IGrainInterfaceTypeProvider, InterfaceTypes>();
        builder.Services.AddSingleton<GatewayLosses>().AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<GatewayLosses>());
        builder.UseOrleansClient(client =>
        {
            client
                .Configure<ClusterOptions>(options => options.Identify(settings))
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = SilosRefreshPeriod)
                .Configure<ClientMessagingOptions>(options => (options.ResponseTimeout, options.CancelRequestOnTimeout) = (ResponseTimeout, true))
                .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (OrleansDatabase.Invariant, database))
                .UseConnectionRetryFilter(RetryAsync)
                .AddOutgoingGrainCallFilter<LostCalls>()
                .AddOutgoingGrainCallFilter<CallTraces>();
            client.Services.AddHostedService<SiloDeaths>();
            if (tls is not null)
            {
                client.UseTls(tls.Configure);
            }
        });
    }

    private static async Task<bool> RetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(ReconnectDelay, cancellationToken);
        return true;
    }
}
