using EmailAgent.Silo.Tests.Grains;
using EmailAgent.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Silo.Tests;

/// <summary>One installation per database.</summary>
public sealed class DatabaseLockTests
{
    private const string LockBackend =
        "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'emailagent lock'";

    private const string AdvisoryLocks =
        "FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory'";

    [PostgresFact]
    public async Task SecondSilo_OnTheSameDatabase_RefusesToStartAndSaysWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (await TestSilo.StartAsync(database.ConnectionString))
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestSilo.StartAsync(database.ConnectionString));
            Assert.Contains("Another EmailAgent process is working on this database", refusal.Message, StringComparison.Ordinal);
        }
        await using var next = await TestSilo.StartAsync(database.ConnectionString);
        await next.Client.GetGrain<ICallGrain>("free").Echo("");
    }

    [PostgresFact]
    public async Task Silo_Stopped_HasGivenItsLockBack()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var round = 0; round < 5; round++)
        {
            await (await TestSilo.StartAsync(database.ConnectionString)).DisposeAsync();
            Assert.Null(await ScalarAsync(database.DataSource, $"SELECT l.pid {AdvisoryLocks}"));
        }
    }

    [PostgresFact]
    public async Task Silo_WhoseLockConnectionIsLost_TakesTheLockAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await TestSilo.StartAsync(database.ConnectionString);
        var first = await BackendAsync(database.DataSource);
        await ExecuteAsync(database.DataSource, $"SELECT pg_terminate_backend(pid) {LockBackend}");
        await Eventually.True(async () => await BackendAsync(database.DataSource) is { } pid && !pid.Equals(first));
        Assert.Equal("still", await host.Client.GetGrain<ICallGrain>("key").Echo("still"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestSilo.StartAsync(database.ConnectionString));
    }

    [PostgresFact]
    public async Task Silo_WhoseLockWasTakenOver_StopsItsHost()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await TestSilo.StartAsync(database.ConnectionString);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var take = new NpgsqlCommand(
            $"SELECT pg_advisory_lock((classid::bigint << 32) | objid::bigint) {AdvisoryLocks} AND l.pid = (SELECT pid {LockBackend})", other);
        var taken = take.ExecuteNonQueryAsync();
        await Eventually.True(async () => await ScalarAsync(database.DataSource, $"SELECT l.pid {AdvisoryLocks} AND NOT l.granted") is not null);
        await ExecuteAsync(database.DataSource, $"SELECT pg_terminate_backend(pid) {LockBackend}");
        await taken;
        await Eventually.True(() => stopping.IsCancellationRequested);
    }

    [PostgresFact]
    public async Task Silos_OfACluster_ShareADatabaseThatAStandaloneOneIsKeptOff()
    {
        var clustered = new SiloSettings { Mode = SiloMode.Clustered };
        await using var database = await TestDatabase.CreateAsync();
        await using (await TestSilo.StartAsync(database.ConnectionString, clustered))
        await using (await TestSilo.StartAsync(database.ConnectionString, clustered))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => TestSilo.StartAsync(database.ConnectionString));
        }

        await using var alone = await TestSilo.StartAsync(database.ConnectionString);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestSilo.StartAsync(database.ConnectionString, clustered));
        Assert.Contains("not part of a cluster", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<object?> BackendAsync(NpgsqlDataSource database) =>
        ScalarAsync(database, $"SELECT max(l.pid) {AdvisoryLocks} AND l.granted AND l.pid IN (SELECT pid {LockBackend})");

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
