using EmailAgent.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Migrations;

internal static class MigrationRegistration
{
    public static IServiceCollection AddMigrations(this IServiceCollection services) => services
        .AddSingleton<DatabaseStartup>()
        .AddSingleton<Migrator>()
        .AddHostedService<MigrationService>();
}
