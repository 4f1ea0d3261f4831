using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Database.Migrations;

internal static class MigrationRegistration
{
    /// <summary>Adds the migrations that are embedded in an assembly. They are applied with those of all others, in the order of their names.</summary>
    public static IServiceCollection AddMigrationsOf(this IServiceCollection services, Assembly assembly) => services.AddSingleton(new MigrationSource(assembly));

    public static IServiceCollection AddMigrations(this IServiceCollection services) => services
        .AddMigrationsOf(typeof(Migrator).Assembly)
        .AddSingleton<DatabaseStartup>()
        .AddSingleton<Migrator>()
        .AddHostedService<MigrationService>();
}
