using EmailAgent.Database;
using EmailAgent.Database.Migrations;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Stores.Tests;

/// <summary>A migrated database with the product's own registrations on it; one per test class.</summary>
public sealed class StoreFixture : IAsyncLifetime, IAsyncDisposable
{
    private TestDatabase? _database;
    private ServiceProvider? _services;

    public NpgsqlDataSource DataSource => Get<NpgsqlDataSource>();

    internal MailboxStore Mailboxes => Get<MailboxStore>();

    internal ConnectionStore Connections => Get<ConnectionStore>();

    internal EventLog Events => Get<EventLog>();

    public T Get<T>()
        where T : notnull => (_services ?? throw new InvalidOperationException("There is no PostgreSQL.")).GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;

        _database = await TestDatabase.CreateAsync();
        _services = BuildServices(_database.ConnectionString);
        await Get<Migrator>().MigrateAsync(default);
    }

    /// <summary>The product as it would be after a restart: nothing shared but the database. Dispose it before this one.</summary>
    /// <param name="configure">Changes the registrations.</param>
    public StoreFixture Restart(Action<IServiceCollection>? configure = null) => new() { _services = BuildServices(_database!.ConnectionString, configure) };

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async Task<Guid> AddUserAsync()
    {
        var id = Guid.NewGuid();
        await using var command = DataSource.CreateCommand(
            "INSERT INTO users (id, email, email_key, password_hash, created_at, updated_at) VALUES ($1, $2, $2, '', now(), now())");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{id:N}@example.org" });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    internal async Task<TestMailbox> AddMailboxAsync(Guid? userId = null, params string[] labels) =>
        await TestMailbox.CreateAsync(this, userId ?? await AddUserAsync(), labels.Length > 0 ? labels : ["INBOX"]);

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = DataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static ServiceProvider BuildServices(string connectionString, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging().AddDatabase(connectionString).AddSecrets(configuration).AddGrains(configuration);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
