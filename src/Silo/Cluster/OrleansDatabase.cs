using Npgsql;
using Orleans.Configuration;

namespace EmailAgent.Silo.Cluster;

/// <summary>The connections of Orleans' own tables, which live in the schema <c>orleans</c> of the product's database.</summary>
internal static class OrleansDatabase
{
    /// <summary>The ADO.NET provider, as Orleans names it.</summary>
    public const string Invariant = "Npgsql";

    private const string Schema = "orleans";

    public static NpgsqlDataSource Create(string connectionString, int connections) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, MaxPoolSize = connections, ApplicationName = Schema });

    public static ClusterOptions Identify(this ClusterOptions options, ClusterSettings settings)
    {
        (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId);
        return options;
    }
}
