using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Orleans.Embedded.Hosting;

/// <summary>
/// Keeps a second process off the same database by an advisory lock, which lives as long as its connection.
/// A connection that is lost is replaced; should another process have the lock by then, this one stops.
/// </summary>
internal sealed partial class EngineLock(
    EmbeddedEngineOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EngineLock> logger) : IAsyncDisposable
{
    // "engine" in ASCII; advisory locks are per database.
    private const long Key = 0x656E67696E65;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _released = new();
    private NpgsqlConnection? _connection;
    private Task _watch = Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Another process has it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((_connection = await TryTakeAsync(cancellationToken).ConfigureAwait(false)) is null)
        {
            if (time.GetElapsedTime(started) >= options.LockTimeout)
            {
                throw new InvalidOperationException(
                    "Another process is running the embedded engine on this database. Stop it first, use another database, "
                    + "or build with -p:Engine=Orleans to run several processes.");
            }
            await Task.Delay(RetryInterval, time, cancellationToken).ConfigureAwait(false);
        }
        _watch = WatchAsync(_connection);
    }

    public async Task ReleaseAsync()
    {
        await _released.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        if (_connection is not { } connection)
            return;
        _connection = null;
        await UnlockAsync(connection).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync().ConfigureAwait(false);
        _released.Dispose();
    }

    private async Task<NpgsqlConnection?> TryTakeAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, KeepAlive = 10, ApplicationName = "engine lock" };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Key } } };
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
                return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    // The server would unlock by itself, but only when it has noticed the end of the connection; a next process need not wait for that.
    private async Task UnlockAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = Key } } };
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            LogNotUnlocked(exception);
        }
    }

    // No notification ever comes: waiting for one is how a lost connection shows at once.
    private async Task WatchAsync(NpgsqlConnection connection)
    {
        try
        {
            while (true)
            {
                try
                {
                    await connection.WaitAsync(_released.Token).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException)
                {
                    LogLost(exception);
                    await connection.DisposeAsync().ConfigureAwait(false);
                    if (await RetakeAsync().ConfigureAwait(false) is not { } replacement)
                        return;
                    _connection = connection = replacement;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Released.
        }
    }

    private async Task<NpgsqlConnection?> RetakeAsync()
    {
        var refusedSince = (long?)null;
        while (true)
        {
            try
            {
                if (await TryTakeAsync(_released.Token).ConfigureAwait(false) is { } connection)
                {
                    LogRetaken();
                    return connection;
                }
                refusedSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(refusedSince.Value) >= options.LockTimeout)
                {
                    LogTakenOver();
                    lifetime.StopApplication();
                    return null;
                }
            }
            catch (NpgsqlException)
            {
                // The database is away, so nobody can have the lock.
                refusedSince = null;
            }
            await Task.Delay(RetryInterval, time, _released.Token).ConfigureAwait(false);
        }
    }
}
