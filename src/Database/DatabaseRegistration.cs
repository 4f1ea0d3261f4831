using EmailAgent.Database.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Database;

public static class DatabaseRegistration
{
    /// <summary>Registers the database. Its schema is updated when the host starts, before any other hosted service runs.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="connectionString">Npgsql connection string; settings that it omits get the defaults of this product.</param>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => PostgresDataSource.Create(connectionString))
            .AddSingleton(_ => new NotificationListener(connectionString))
            .AddMigrations();
    }
}
