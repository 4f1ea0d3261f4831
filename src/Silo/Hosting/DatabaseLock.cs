using EmailAgent.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Keeps a second installation off the database by an advisory lock, which lives as long as its connection. A standalone silo takes
/// it exclusively, the silos of a cluster share it. A lost connection is replaced, together with those of the pools, which died with
/// the server. If another installation holds the lock by then, the process stops.
/// </summary>
internal sealed partial class DatabaseLock(
    string connectionString,
    SiloMode mode,
    DatabaseStartup startup,
    IEnumerable<DatabasePool> pools,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DatabaseLock> logger) : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>The name of the connection that holds the lock, as <c>pg_stat_activity</c> shows it.</summary>
    public const string ApplicationName = "emailagent lock";

    // "engine" in ASCII: the versions of this product that ran on another engine took the same lock.
    private const long Key = 0x656E67696E65;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    // PostgreSQL notices the death of a process a moment later than its successor starts.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Detects a connection that was lost without notice.
    private const int KeepAliveSeconds = 10;

    private readonly ILogger<DatabaseLock> _logger = logger;
    private readonly CancellationTokenSource _released = new();
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = KeepAliveSeconds, ApplicationName = ApplicationName });

    private NpgsqlConnection? _connection;
    private Task _watch = Task.CompletedTask;

    private string Take => mode == SiloMode.Standalone ? "SELECT pg_try_advisory_lock($1)" : "SELECT pg_try_advisory_lock_shared($1)";

    private string GiveBack => mode == SiloMode.Standalone ? "SELECT pg_advisory_unlock($1)" : "SELECT pg_advisory_unlock_shared($1)";

    /// <exception cref="InvalidOperationException">Another process has the lock.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((_connection = await TryTakeAsync(await startup.OpenAsync(_database, cancellationToken), cancellationToken)) is null)
        {
            if (time.GetElapsedTime(started) >= Patience)
            {
                throw new InvalidOperationException(mode == SiloMode.Standalone
                    ? "Another EmailAgent process is working on this database. Stop it first, or use another database. To run several processes, see docs/topics/cluster.md."
                    : "An EmailAgent process that is not part of a cluster is working on this database. Stop it first, or use another database.");
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }

        _watch = WatchAsync(_connection);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => ReleaseAsync();

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _released.Dispose();
        await _database.DisposeAsync();
    }

    private async Task ReleaseAsync()
    {
        await _released.CancelAsync();
        await _watch;
        if (_connection is not { } connection)
        {
            return;
        }

        _connection = null;
        await GiveBackAsync(connection);
        await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection?> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var taken = false;
        try
        {
            await using var command = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = Key } } };
            taken = await command.ExecuteScalarAsync(cancellationToken) is true;
            return taken ? connection : null;
        }
        finally
        {
            if (!taken)
            {
                await connection.DisposeAsync();
            }
        }
    }

    // The server would do it, too, but only after it has detected the end of the connection: the next process need not wait for that.
    private async Task GiveBackAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand(GiveBack, connection) { Parameters = { new() { Value = Key } } };
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            LogNotGivenBack(failure);
        }
    }

    // No notification is ever sent: waiting for one detects the loss of the connection at once.
    private async Task WatchAsync(NpgsqlConnection connection)
    {
        try
        {
            while (true)
            {
                try
                {
                    await connection.WaitAsync(_released.Token);
                }
                catch (Exception failure) when (failure is not OperationCanceledException || !_released.IsCancellationRequested)
                {
                    LogLost(failure);
                    await connection.DisposeAsync();
                    ClearPools();
                    if (await RetakeAsync() is not { } replacement)
                    {
                        return;
                    }

                    ClearPools();
                    _connection = connection = replacement;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Released.
        }
    }

    // Each pool would otherwise give a dead connection to a request.
    private void ClearPools()
    {
        foreach (var pool in pools)
        {
            pool.Connections.Clear();
        }
    }

    private async Task<NpgsqlConnection?> RetakeAsync()
    {
        long? refusedSince = null;
        while (true)
        {
            try
            {
                if (await TryTakeAsync(await _database.OpenConnectionAsync(_released.Token), _released.Token) is { } connection)
                {
                    LogRetaken();
                    return connection;
                }

                refusedSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(refusedSince.Value) >= Patience)
                {
                    LogTakenOver();
                    lifetime.StopApplication();
                    return null;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !_released.IsCancellationRequested)
            {
                // While the database is away, no other process can have the lock. Whatever it is, the watch must go on.
                LogNotRetaken(failure);
                refusedSince = null;
            }

            await Task.Delay(RetryInterval, time, _released.Token);
        }
    }
}
