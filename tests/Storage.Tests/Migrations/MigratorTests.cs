using EmailAgent.Storage.Database;
using EmailAgent.Storage.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Storage.Tests.Migrations;

public sealed class MigratorTests
{
    [PostgresFact]
    public async Task Migrate_SeveralProgramsAtOnce_AppliesEachOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database.ConnectionString)));

        var names = Migration.LoadAll().Select(migration => migration.Name).ToList();
        await using var command = database.DataSource.CreateCommand("SELECT string_agg(name, ',' ORDER BY name) FROM schema_migrations");
        Assert.Equal(string.Join(',', names), await command.ExecuteScalarAsync());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [PostgresFact]
    public async Task Migrate_NewerDatabase_IsRefusedByName()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MigrateAsync(database.ConnectionString);
        await using (var command = database.DataSource.CreateCommand("INSERT INTO schema_migrations (name) VALUES ('2999-01-01-0001-future')"))
            await command.ExecuteNonQueryAsync();

        var exception = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database.ConnectionString));

        Assert.Contains("2999-01-01-0001-future", exception.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Migrate_WrongPasswordOrDatabase_IsRefusedWithoutWaiting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" };

        var exception = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(wrong.ConnectionString, TimeSpan.FromMinutes(5)));

        Assert.Contains("no_such_database", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NobodyListens_GivesUpAfterTheTimeout() =>
        await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync("Host=127.0.0.1;Port=1;Username=x;Password=x", TimeSpan.FromMilliseconds(300)));

    [PostgresFact]
    public async Task HostStart_Migrates_BeforeAnyOtherServiceStarts()
    {
        await using var database = await TestDatabase.CreateAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<FirstService>();
        builder.Services.AddStorage(database.ConnectionString);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.True(host.Services.GetServices<IHostedService>().OfType<FirstService>().Single().FoundTheTables);
        await host.StopAsync();
    }

    private static async Task MigrateAsync(string connectionString, TimeSpan? timeout = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddStorage(connectionString)
            .Configure<DatabaseStartupOptions>(options => options.ConnectTimeout = timeout ?? options.ConnectTimeout).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(default);
    }

    private sealed class FirstService(NpgsqlDataSource dataSource) : IHostedService
    {
        public bool FoundTheTables { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var command = dataSource.CreateCommand("SELECT to_regclass('messages') IS NOT NULL");
            FoundTheTables = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
