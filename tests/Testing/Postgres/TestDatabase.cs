using Npgsql;

namespace EmailAgent.Testing;

/// <summary>A fresh, empty database for one test (or one test class), dropped with this object, open connections or not.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly string _name;

    private TestDatabase(PostgresServer server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = name }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    /// <summary>A pool on this database; disposed with it.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Creates a database on <paramref name="server"/>, or on the shared one when none is given.</summary>
    public static async Task<TestDatabase> CreateAsync(PostgresServer? server = null)
    {
        server ??= await PostgresServer.SharedAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new TestDatabase(server, name);
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        // Other pools of the test on this database would otherwise keep their dead connections.
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        // WITH (FORCE) fails if autovacuum is running and the role is not allowed to end it; without it, the server ends it and waits, but for five
        // seconds only, in which sessions need not end on a busy machine.
        await Eventually.True(async () => await EndSessionsAsync() == 0);
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {_name}");
    }

    /// <returns>The number of sessions that had not ended before.</returns>
    private async Task<long> EndSessionsAsync()
    {
        await using var connection = new NpgsqlConnection(_server.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{_name}' AND usename = current_user", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
