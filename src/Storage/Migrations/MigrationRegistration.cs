using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Migrations;

internal static class MigrationRegistration
{
    public static IServiceCollection AddMigrations(this IServiceCollection services) => services
        .AddSingleton<Migrator>()
        .AddHostedService<MigrationService>();
}
