using Dapper;
using EmailAgent.Grains.Access;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.Events;

/// <summary>Each user's one gapless, ordered log of events.</summary>
/// <remarks>
/// Positions come from a counter row per user that an appending transaction keeps locked until it commits: positions
/// are handed out in the order of commits, and a transaction that fails gives its positions back. Appending is
/// therefore the last step of a transaction.
/// </remarks>
internal sealed class EventLog(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const string AppendSql = """
        WITH head AS (
            INSERT INTO event_heads (user_id, last_seq)
            VALUES ($1, $2)
            ON CONFLICT (user_id) DO UPDATE SET last_seq = event_heads.last_seq + $2
            RETURNING last_seq
        ), added AS (
            INSERT INTO events (user_id, seq, type, created_at, data)
            SELECT $1, head.last_seq - $2 + e.position, e.type, $3, e.data::jsonb
            FROM head, unnest($4, $5) WITH ORDINALITY AS e (type, data, position)
        )
        SELECT last_seq FROM head
        """;

    private const string OfTypes = " AND type = ANY ($4)";

    // An event that is about no connection is not seen by who sees only some.
    private const string OfConnections = " AND data->>'connection_id' = ANY ($5)";

    /// <summary>Entries after a position, oldest first.</summary>
    /// <param name="visible">Whose log, and the events of which connections.</param>
    /// <param name="after">Position of the last entry already seen; 0 for all.</param>
    /// <param name="types">Only these types; empty for all.</param>
    /// <param name="limit">At most this many.</param>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(Visibility visible, long after, IReadOnlyList<string> types, int limit, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(ReadSql(types.Count > 0 ? OfTypes : "", visible.ConnectionIds is null ? "" : OfConnections));
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visible.UserId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. types] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. visible.ConnectionIds?.Select(id => id.ToString("N")) ?? []] });

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var events = new List<LoggedEvent>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            events.Add(new LoggedEvent(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3)));

        return events;
    }

    private static string ReadSql(string ofTypes, string ofConnections) => $"""
        SELECT seq, type, created_at, data::text
        FROM events
        WHERE user_id = $1 AND seq > $2{ofTypes}{ofConnections}
        ORDER BY seq
        LIMIT $3
        """;

    /// <summary>Position of the newest entry; 0 for an empty log.</summary>
    public async Task<long> GetLastAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT last_seq FROM event_heads WHERE user_id = @userId", new { userId }, cancellationToken: cancellationToken)).ConfigureAwait(false) ?? 0;
    }

    /// <summary>Appends events in their order, in a transaction of its own.</summary>
    /// <returns>Position of the last of them; null when there are none.</returns>
    public async Task<long?> AppendAsync(Guid userId, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await AppendAsync(connection, userId, events, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Appends events as the last step of the transaction that is open on a connection.</summary>
    internal async Task<long?> AppendAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return null;

        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(AppendCommand(userId, events));
        return (long)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>The command that appends events as the last step of a transaction; its one value is the last position.</summary>
    internal NpgsqlBatchCommand AppendCommand(Guid userId, IReadOnlyList<NewEvent> events) => new(AppendSql)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = userId },
            new NpgsqlParameter<long> { TypedValue = events.Count },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() },
            new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Type)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Data)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        },
    };
}
