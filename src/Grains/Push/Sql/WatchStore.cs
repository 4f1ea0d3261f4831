using EmailAgent.Database;
using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.Push;

/// <summary>The table <c>push_watches</c>: the requests to providers to push.</summary>
internal sealed class WatchStore(NpgsqlDataSource dataSource)
{
    private const string ReadSql = """
        SELECT wanted, topic, labels, excludes, position, renewed_at, expires_at, attempts, next_attempt_at, error, heard_at, silent_since
        FROM push_watches
        WHERE user_id = $1 AND connection_id = $2
        """;

    private const string WishSql = """
        INSERT INTO push_watches (user_id, connection_id, wanted, topic, labels, excludes)
        SELECT user_id, id, $3, $4, $5, $6 FROM connections WHERE user_id = $1 AND id = $2 AND status <> 'deleting'
        ON CONFLICT (user_id, connection_id) DO UPDATE
        SET wanted = $3, topic = $4, labels = $5, excludes = $6, renewed_at = NULL, expires_at = NULL, attempts = 0, next_attempt_at = NULL, error = NULL,
            heard_at = NULL, silent_since = NULL
        """;

    private const string RenewedSql = """
        UPDATE push_watches
        SET position = $3, renewed_at = $4, expires_at = $5, attempts = 0, next_attempt_at = NULL, error = NULL
        WHERE user_id = $1 AND connection_id = $2
        """;

    private const string FailedSql = """
        UPDATE push_watches
        SET attempts = attempts + 1, error = $3, next_attempt_at = $4
        WHERE user_id = $1 AND connection_id = $2
        """;

    private const string SilentSql = """
        UPDATE push_watches
        SET silent_since = $3
        WHERE user_id = $1 AND connection_id = $2 AND silent_since IS NULL AND heard_at < $4
        """;

    private const string PossibleSql = """
        SELECT c.user_id, c.id
        FROM connections c
        LEFT JOIN push_watches w ON w.user_id = c.user_id AND w.connection_id = c.id
        WHERE c.provider = ANY ($1) AND c.status <> 'deleting' AND w.wanted IS NOT FALSE
        """;

    private const string OthersSql = """
        SELECT w.topic, w.labels, w.excludes
        FROM connections mine
        JOIN connections c ON c.provider = mine.provider AND c.account_key = mine.account_key AND c.status <> 'deleting'
        JOIN push_watches w ON w.user_id = c.user_id AND w.connection_id = c.id AND w.wanted
        WHERE mine.user_id = $1 AND mine.id = $2 AND (c.user_id, c.id) <> ($1, $2)
        """;

    /// <returns>Null when pushes were never requested, or there is no such connection.</returns>
    public async Task<StoredWatch?> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var command = Command(ReadSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new StoredWatch(
                reader.GetBoolean(0),
                new PushWish(reader.GetStringOrNull(1), reader.GetFieldValue<string[]>(2), reader.GetBoolean(3)),
                reader.GetStringOrNull(4),
                reader.GetTimeOrNull(5),
                reader.GetTimeOrNull(6),
                reader.GetInt32(7),
                reader.GetTimeOrNull(8),
                reader.GetStringOrNull(9),
                reader.GetTimeOrNull(10),
                reader.GetTimeOrNull(11))
            : null;
    }

    /// <summary>Stores a wish, before the provider receives the request.</summary>
    /// <returns>False when the connection does not exist.</returns>
    public async Task<bool> WishAsync(Guid userId, Guid connectionId, bool wanted, PushWish wish, CancellationToken cancellationToken)
    {
        var command = Command(WishSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wanted });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)PgText.Clean(wish.Topic) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wish.Labels.Select(label => PgText.Clean(label))] });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wish.Excludes });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    public async Task RenewedAsync(
        Guid userId, Guid connectionId, string position, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var command = Command(RenewedSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(position) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = expiresAt });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task FailedAsync(Guid userId, Guid connectionId, string error, DateTimeOffset nextAttempt, CancellationToken cancellationToken)
    {
        var command = Command(FailedSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(error) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = nextAttempt });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores that changes arrived without a push, unless one has arrived since <paramref name="unheardSince"/>.</summary>
    /// <returns>True when this was not stored before.</returns>
    public async Task<bool> SilentAsync(Guid userId, Guid connectionId, DateTimeOffset now, DateTimeOffset unheardSince, CancellationToken cancellationToken)
    {
        var command = Command(SilentSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = unheardSince });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Lists all users' connections to these providers, except those that must not be pushed.</summary>
    public async Task<IReadOnlyList<ConnectionKey>> ListPossibleAsync(string[] providers, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(PossibleSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = providers });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var keys = new List<ConnectionKey>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            keys.Add(new ConnectionKey(reader.GetGuid(0), reader.GetGuid(1)));
        return keys;
    }

    /// <summary>Lists the wishes of other connections to the same account: a provider has one watch per account.</summary>
    public async Task<IReadOnlyList<PushWish>> ListOthersAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var command = Command(OthersSql, userId, connectionId);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var wishes = new List<PushWish>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            wishes.Add(new PushWish(reader.GetStringOrNull(0), reader.GetFieldValue<string[]>(1), reader.GetBoolean(2)));
        return wishes;
    }

    private NpgsqlCommand Command(string sql, Guid userId, Guid connectionId)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = connectionId });
        return command;
    }
}
