using EmailAgent.Database;
using EmailAgent.Grains.Secrets;
using EmailAgent.Silo.Client;
using EmailAgent.Silo.Cluster;
using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Silo;

/// <summary>Gives a process the grains: its own, or those of a cluster.</summary>
public static class SiloRegistration
{
    /// <summary>
    /// Adds what an API calls: a silo in its own process, or with <c>Cluster:Silos</c> set to <c>External</c> a client of the silos
    /// that run as processes of their own.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:Postgres</c> is not set.</exception>
    public static IHostApplicationBuilder AddGrainAccess(this IHostApplicationBuilder builder)
    {
        var settings = ClusterSettings.Read(builder.Configuration);
        if (settings.Silos == SiloLocation.InProcess)
        {
            return builder.AddSilo(SiloMode.Standalone);
        }

        builder.AddClusterClient(ConnectionString(builder), settings);
        builder.Services.AddHostedService<MemoryReturn>();
        return builder;
    }

    /// <summary>Adds the database, which updates the schema before anything else starts, Orleans, and the grains with their dependencies.</summary>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:Postgres</c> is not set.</exception>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, SiloMode mode)
    {
        var connectionString = ConnectionString(builder);
        builder.AddDatabaseLock(connectionString, mode);
        builder.Services.AddDatabase(connectionString);
        builder.Services.AddSecrets(builder.Configuration);
        builder.Services.AddSingleton(services => new DatabasePool(services.GetRequiredService<NpgsqlDataSource>()));
        builder.AddOrleans(connectionString, mode);
        builder.Services.AddEgress(builder.Configuration);
        builder.Services.AddImapProvider(builder.Configuration);
        builder.Services.AddMailServerDiscovery(builder.Configuration);
        builder.Services.AddMailSubmission(builder.Configuration);
        builder.Services.AddOAuth(builder.Configuration);
        builder.Services.AddGmailProvider(builder.Configuration);
        builder.Services.AddWebhookClient(builder.Configuration);
        builder.Services.AddNoticeSender(builder.Configuration);
        builder.Services.AddBlobContents(builder.Configuration);
        builder.Services.AddContentScanner(builder.Configuration);
        builder.Services.AddLocalEmbedding(builder.Configuration);
        builder.Services.AddGrains(builder.Configuration);
        builder.Services.AddHostedService<MemoryReturn>();
        if (mode == SiloMode.Clustered)
        {
            builder.Services.AddHostedService<DeadSilos>();
        }

        return builder;
    }

    private static string ConnectionString(IHostApplicationBuilder builder) =>
        builder.Configuration.GetConnectionString("Postgres") ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.");
}
