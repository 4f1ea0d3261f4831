using Npgsql;

namespace EmailAgent.Database;

/// <summary>
/// A receiver of PostgreSQL's notifications (LISTEN, NOTIFY), on a connection of its own: one of the pool would go on listening after its return.
/// A notification only signals news; what is missed while there is no connection is found by reading.
/// </summary>
internal sealed class NotificationListener(string connectionString)
{
    // Detects a connection that was lost without notice.
    private const int KeepAliveSeconds = 10;

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        KeepAlive = KeepAliveSeconds,
        ApplicationName = "emailagent listener",
    }.ConnectionString;

    /// <summary>Listens until the connection is lost or the token is cancelled; it never returns otherwise.</summary>
    /// <param name="channel">The name of the channel, a constant of the caller.</param>
    /// <param name="onListening">Called once notifications arrive; earlier ones may have been missed.</param>
    /// <param name="onNotification">Called with the payload of each notification.</param>
    /// <exception cref="NpgsqlException">The connection could not be opened, or was lost.</exception>
    public async Task ListenAsync(string channel, Action onListening, Action<string> onNotification, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await using var closing = connection.ConfigureAwait(false);
        connection.Notification += (_, notification) => onNotification(notification.Payload);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand($"LISTEN {channel}", connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        onListening();
        while (true)
            await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
