using System.Globalization;
using EmailAgent.Database;
using EmailAgent.Grains.Connections;
using Npgsql;

namespace EmailAgent.Grains.Push;

/// <summary>The table <c>push_notifications</c>.</summary>
internal sealed class NotificationStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Attempts after which a notification is no longer retried by itself.</summary>
    public const int MostAttempts = 10;

    /// <summary>Time for which completed notifications are kept: longer than a provider redelivers one.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    /// <summary>Precision of the stored arrival of the last push: pushes within this time change the watch once.</summary>
    public static readonly TimeSpan HeardPrecision = TimeSpan.FromSeconds(10);

    // A repeated push also shows that pushes arrive. Watches are locked in order, since an address may have several.
    private const string InsertSql = """
        WITH mailboxes AS (
            SELECT user_id, id FROM connections WHERE provider = $1 AND lower(email) = lower($2) AND status <> 'deleting'
        ), unheard AS (
            SELECT w.user_id, w.connection_id
            FROM push_watches w
            JOIN mailboxes m ON m.user_id = w.user_id AND m.id = w.connection_id
            WHERE w.heard_at IS NULL OR w.heard_at < $6 OR w.silent_since IS NOT NULL
            ORDER BY w.user_id, w.connection_id
            FOR NO KEY UPDATE OF w
        ), heard AS (
            UPDATE push_watches w
            SET heard_at = $5, silent_since = NULL
            FROM unheard u
            WHERE w.user_id = u.user_id AND w.connection_id = u.connection_id
        )
        INSERT INTO push_notifications (user_id, connection_id, message_id, position, status, received_at)
        SELECT user_id, id, $3, $4, 'pending', $5 FROM mailboxes
        ON CONFLICT DO NOTHING
        RETURNING user_id, connection_id
        """;

    private const string BeginSql = """
        UPDATE push_notifications
        SET status = 'processing', attempts = attempts + 1, started_at = $3
        WHERE user_id = $1 AND connection_id = $2 AND status <> 'completed'
        """;

    private const string CompleteSql = """
        WITH old AS (
            DELETE FROM push_notifications
            WHERE user_id = $1 AND connection_id = $2 AND status = 'completed' AND received_at < $4
        )
        UPDATE push_notifications
        SET status = 'completed', finished_at = $3, error = NULL
        WHERE user_id = $1 AND connection_id = $2 AND status = 'processing'
        """;

    private const string FailSql = """
        UPDATE push_notifications
        SET status = CASE WHEN attempts >= $4 THEN 'failed' ELSE 'pending' END, error = $3
        WHERE user_id = $1 AND connection_id = $2 AND status = 'processing'
        """;

    private const string WaitingSql = """
        SELECT user_id, connection_id, count(*)::int
        FROM push_notifications
        WHERE status IN ('pending', 'processing') AND received_at < $1
        GROUP BY user_id, connection_id
        """;

    private const string ListSql = """
        SELECT connection_id, id, message_id, position, status, attempts, error, received_at, started_at, finished_at
        FROM push_notifications
        WHERE user_id = $1 AND connection_id = $2 AND ($3 = '' OR status = $3)
        ORDER BY id DESC
        LIMIT $4
        """;

    private const string SummarySql = """
        SELECT count(*) FILTER (WHERE status <> 'completed'), min(received_at) FILTER (WHERE status <> 'completed'), max(received_at)
        FROM push_notifications
        WHERE user_id = $1 AND connection_id = $2
        """;

    /// <summary>Stores a notification for every connection to an address, unless it is stored already.</summary>
    /// <returns>The connections for which it is new.</returns>
    public async Task<IReadOnlyList<ConnectionKey>> InsertAsync(
        string provider, string email, string messageId, string position, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(InsertSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(email) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(messageId) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(position) });
        var now = time.GetUtcNow();
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - HeardPrecision });
        return await ReadAsync(command, reader => new ConnectionKey(reader.GetGuid(0), reader.GetGuid(1)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores that a sync begins, which will find everything announced so far.</summary>
    /// <returns>The number of notifications that wait for it.</returns>
    public Task<int> BeginAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        ChangeAsync(BeginSql, userId, connectionId, [new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() }], cancellationToken);

    /// <summary>Stores that the changes of the sync are committed.</summary>
    public Task<int> CompleteAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) => ChangeAsync(
        CompleteSql,
        userId,
        connectionId,
        [new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() }, new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() - Kept }],
        cancellationToken);

    /// <summary>Stores that the sync has failed.</summary>
    public Task<int> FailAsync(Guid userId, Guid connectionId, string error, CancellationToken cancellationToken) => ChangeAsync(
        FailSql, userId, connectionId, [new NpgsqlParameter<string> { TypedValue = PgText.Clean(error) }, new NpgsqlParameter<int> { TypedValue = MostAttempts }], cancellationToken);

    /// <summary>Lists all users' connections with notifications that have waited for this long.</summary>
    public async Task<IReadOnlyList<WaitingMailbox>> ListWaitingAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(WaitingSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() - age });
        return await ReadAsync(
            command, reader => new WaitingMailbox(new ConnectionKey(reader.GetGuid(0), reader.GetGuid(1)), reader.GetInt32(2)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists a connection's notifications, newest first.</summary>
    /// <param name="status">Status of the notifications; null for all.</param>
    /// <param name="limit">Maximum number of notifications.</param>
    public async Task<IReadOnlyList<PushNotification>> ListAsync(Guid userId, Guid connectionId, string? status, int limit, CancellationToken cancellationToken)
    {
        var command = Command(ListSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = status ?? "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadAsync(command, ReadNotification, cancellationToken).ConfigureAwait(false);
    }

    public async Task<NotificationSummary> SummarizeAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var command = Command(SummarySql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        return (await ReadAsync(
            command, reader => new NotificationSummary(reader.GetInt64(0), reader.GetTimeOrNull(1), reader.GetTimeOrNull(2)), cancellationToken).ConfigureAwait(false))[0];
    }

    private static PushNotification ReadNotification(NpgsqlDataReader reader) => new(
        reader.GetInt64(1).ToString(CultureInfo.InvariantCulture),
        Ids.Format(reader.GetGuid(0)),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetInt32(5),
        reader.GetStringOrNull(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        reader.GetTimeOrNull(8),
        reader.GetTimeOrNull(9));

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    private NpgsqlCommand Command(string sql, Guid userId, Guid connectionId)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = connectionId });
        return command;
    }

    private async Task<int> ChangeAsync(string sql, Guid userId, Guid connectionId, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var command = Command(sql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
