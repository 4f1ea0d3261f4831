using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Engine.Tests.EmbeddedOnly;

/// <summary>One process per database.</summary>
public sealed class LockTests
{
    private const string EngineLockBackend =
        "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'engine lock'";

    private const string AdvisoryLocks =
        "FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory'";

    [PostgresFact]
    public async Task SecondEngine_OnTheSameDatabase_RefusesToStartAndSaysWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (await EngineHost.StartAsync(database))
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => EngineHost.StartAsync(database));
            Assert.Contains("Another process is running the embedded engine on this database", refusal.Message, StringComparison.Ordinal);
        }
        await using var next = await EngineHost.StartAsync(database);
        await next.Client.GetGrain<IOutcomeGrain>("free").Echo("");
    }

    [PostgresFact]
    public async Task Engine_Stopped_HasGivenItsLockBack()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var round = 0; round < 5; round++)
        {
            await (await EngineHost.StartAsync(database)).DisposeAsync();
            Assert.Null(await ScalarAsync(database.DataSource, $"SELECT l.pid {AdvisoryLocks}"));
        }
    }

    [PostgresFact]
    public async Task Engine_WhoseLockConnectionIsLost_TakesTheLockAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await EngineHost.StartAsync(database);
        var first = await BackendAsync(database.DataSource);
        await ExecuteAsync(database.DataSource, $"SELECT pg_terminate_backend(pid) {EngineLockBackend}");
        await Eventually.True(async () => await BackendAsync(database.DataSource) is { } pid && !pid.Equals(first));
        Assert.Equal("still", await host.Client.GetGrain<IOutcomeGrain>("key").Echo("still"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => EngineHost.StartAsync(database));
    }

    [PostgresFact]
    public async Task Engine_WhoseLockWasTakenOver_StopsItsHost()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await EngineHost.StartAsync(database);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var take = new NpgsqlCommand(
            $"SELECT pg_advisory_lock((classid::bigint << 32) | objid::bigint) {AdvisoryLocks} AND l.pid = (SELECT pid {EngineLockBackend})", other);
        var taken = take.ExecuteNonQueryAsync();
        await Eventually.True(async () => await ScalarAsync(database.DataSource, $"SELECT l.pid {AdvisoryLocks} AND NOT l.granted") is not null);
        await ExecuteAsync(database.DataSource, $"SELECT pg_terminate_backend(pid) {EngineLockBackend}");
        await taken;
        await Eventually.True(() => stopping.IsCancellationRequested);
    }

    private static Task<object?> BackendAsync(NpgsqlDataSource database) =>
        ScalarAsync(database, $"SELECT max(l.pid) {AdvisoryLocks} AND l.granted AND l.pid IN (SELECT pid {EngineLockBackend})");

    private static async Task<object?> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        var value = await command.ExecuteScalarAsync();
        return value is DBNull ? null : value;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
