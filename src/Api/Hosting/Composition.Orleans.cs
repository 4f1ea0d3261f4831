using EmailAgent.Grains.Cluster;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace EmailAgent.Api.Hosting;

/// <summary>Connects the Api to the grains: with Orleans it is a client of the cluster, and the silos are other processes.</summary>
internal static class Composition
{
    private const string EventStreams = "events";
    private const int EventStreamQueues = 4;
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Adds the engine: silos are found through the database <c>ConnectionStrings:Postgres</c>. The start waits for one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("Postgres")
            ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.");
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "orleans", MaxPoolSize = 2 });
        var cluster = builder.Configuration.GetSection("Cluster");
        var clusterId = cluster["ClusterId"] ?? "emailagent";
        CallTraces.Carry();
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, cluster["ServiceId"] ?? "emailagent"))
            .AddTls(ClusterTls.Load(cluster.GetSection("Tls").Get<ClusterTlsSettings>(), clusterId))
            .AddActivityPropagation()
            .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = ("Npgsql", database))
            .UseConnectionRetryFilter(RetryAsync)
            // The default, a minute, is how long a silo that hangs would go on being called.
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
            .Configure<ClientMessagingOptions>(options =>
            {
                options.ResponseTimeout = TimeSpan.FromSeconds(30);
                options.CancelRequestOnTimeout = true;
            })
            .AddMemoryStreams(EventStreams, streams => streams.ConfigurePartitioning(EventStreamQueues)));
        return builder;
    }

    private static IClientBuilder AddTls(this IClientBuilder client, ClusterTls? tls) => tls is null ? client : client.UseTls(tls.Configure);

    private static async Task<bool> RetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(ReconnectDelay, cancellationToken);
        return true;
    }
}
