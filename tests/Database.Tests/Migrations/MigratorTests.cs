using System.Reflection;
using EmailAgent.Database.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Database.Tests.Migrations;

public sealed class MigratorTests
{
    [PostgresFact]
    public async Task Migrate_SeveralProgramsAtOnce_AppliesEachOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database.ConnectionString)));

        var names = ProductMigrations();
        Assert.Equal(string.Join(',', names), await RecordedAsync(database));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(FormerMigrations.Baseline, names[0]);
    }

    // The migration of this assembly makes a table that needs the product's baseline, although its source is registered first.
    [PostgresFact]
    public async Task Migrate_SeveralSources_AppliesAllInTheOrderOfTheirNames()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MigrateAsync(database.ConnectionString, source: typeof(MigratorTests).Assembly);

        await using var command = database.DataSource.CreateCommand(
            "SELECT array_agg(name ORDER BY applied_at) = array_agg(name ORDER BY name COLLATE \"C\") AND to_regclass('of_a_feature') IS NOT NULL FROM schema_migrations");
        Assert.True((bool)(await command.ExecuteScalarAsync())!);
    }

    [Fact]
    public void Migrations_InTwoSourcesOfOneAssembly_AreTakenOnce()
    {
        var source = new MigrationSource(typeof(MigratorTests).Assembly);

        Assert.Equal("2026-11-21-0005-of-a-feature", Assert.Single(Migration.Load([source, source])).Name);
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
    public async Task Migrate_DatabaseWithAllFormerMigrations_IsTakenOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MigrateAsync(database.ConnectionString);
        await RecordAsync(database, FormerMigrations.Names);

        await MigrateAsync(database.ConnectionString);
        await MigrateAsync(database.ConnectionString);

        Assert.Equal(string.Join(',', ProductMigrations()), await RecordedAsync(database));
    }

    [PostgresFact]
    public async Task Migrate_DatabaseWithSomeFormerMigrations_IsRefusedByTheMissingOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MigrateAsync(database.ConnectionString);
        await RecordAsync(database, FormerMigrations.Names.SkipLast(1));

        var exception = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database.ConnectionString));

        Assert.Contains(FormerMigrations.Names[^1], exception.Message, StringComparison.Ordinal);
        Assert.Contains("Start the previous version first", exception.Message, StringComparison.Ordinal);
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
        builder.Services.AddDatabase(database.ConnectionString);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.True(host.Services.GetServices<IHostedService>().OfType<FirstService>().Single().FoundTheTables);
        await host.StopAsync();
    }

    private static List<string> ProductMigrations() =>
        [.. Migration.Load([new MigrationSource(typeof(Migrator).Assembly)]).Select(migration => migration.Name)];

    /// <summary>Gives the database the former names instead of the baseline's.</summary>
    private static async Task RecordAsync(TestDatabase database, IEnumerable<string> names)
    {
        await using var command = database.DataSource.CreateCommand(
            "WITH gone AS (DELETE FROM schema_migrations WHERE name = $1) INSERT INTO schema_migrations (name) SELECT unnest($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = FormerMigrations.Baseline });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> RecordedAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT string_agg(name, ',' ORDER BY name COLLATE \"C\") FROM schema_migrations");
        return await command.ExecuteScalarAsync();
    }

    private static async Task MigrateAsync(string connectionString, TimeSpan? timeout = null, Assembly? source = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddMigrationsOf(source ?? typeof(Migrator).Assembly).AddDatabase(connectionString)
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
