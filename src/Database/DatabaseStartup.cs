using System.Net.Sockets;
using EmailAgent.Database.Migrations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Database;

/// <summary>Opens the first connections of a process, while the database can still be starting.</summary>
public sealed partial class DatabaseStartup(IOptions<DatabaseStartupOptions> options, TimeProvider time, ILogger<DatabaseStartup> logger)
{
    private readonly ILogger<DatabaseStartup> _logger = logger;

    /// <summary>Opens a connection, and waits for a database that is not reachable yet.</summary>
    /// <exception cref="MigrationException">The database stayed unreachable, or refuses the login.</exception>
    public async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (MayPass(exception) && time.GetElapsedTime(start) < options.Value.ConnectTimeout)
            {
                LogWaiting(exception.Message);
            }
            catch (NpgsqlException exception)
            {
                throw new MigrationException($"The database cannot be used: {exception.Message}. Check the connection string and that PostgreSQL is running.", exception);
            }

            await Task.Delay(options.Value.RetryDelay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Starting up, shutting down, out of connections, or not listening yet; a refused login does not get better by waiting.
    private static bool MayPass(NpgsqlException exception) =>
        exception is PostgresException { SqlState: var state }
            ? state.StartsWith("57P", StringComparison.Ordinal) || state == PostgresErrorCodes.TooManyConnections
            : exception.IsTransient || exception.InnerException is SocketException or TimeoutException;

    [LoggerMessage(1, LogLevel.Warning, "The database is not reachable yet: {Reason}")]
    private partial void LogWaiting(string reason);
}
