using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.SignIn;

/// <summary>
/// The table <c>oauth_revocations</c>: filled when a connection begins to be deleted or a sign-in is refused, emptied as the provider
/// confirms.
/// </summary>
internal sealed class RevocationStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    // The process that takes a row must finish before the next attempt; then another process may try.
    private const string TakeSql = """
        UPDATE oauth_revocations r
        SET attempts = attempts + 1, next_attempt_at = $2
        WHERE (user_id, connection_id) IN (
            SELECT user_id, connection_id FROM oauth_revocations
            WHERE next_attempt_at <= $1
            ORDER BY next_attempt_at
            LIMIT $3
            FOR UPDATE SKIP LOCKED)
        RETURNING user_id, connection_id, provider, refresh_token, attempts, EXISTS (
            SELECT 1 FROM connections c
            WHERE c.provider = r.provider AND c.account_key = r.account_key AND c.status <> 'deleting'),
            CASE WHEN NOT EXISTS (
                SELECT 1 FROM connections c
                JOIN push_watches w ON w.user_id = c.user_id AND w.connection_id = c.id AND w.wanted
                WHERE c.provider = r.provider AND c.account_key = r.account_key AND c.status <> 'deleting')
            THEN r.watched_settings::text END
        """;

    // The row looks like that of a deleted connection.
    private const string InsertSql = """
        INSERT INTO oauth_revocations (user_id, connection_id, provider, account_key, refresh_token, next_attempt_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """;

    /// <summary>Stores a token to revoke that belongs to no connection.</summary>
    /// <param name="userId">The user who signed in.</param>
    /// <param name="token">The encrypted token.</param>
    public async Task InsertAsync(Guid userId, string provider, string accountKey, byte[] token, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(InsertSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(accountKey) });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = token });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the due revocations. Each is due again after <paramref name="lease"/> unless it is removed or postponed before.</summary>
    public async Task<IReadOnlyList<DueRevocation>> TakeAsync(int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = dataSource.CreateCommand(TakeSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now + lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var due = new List<DueRevocation>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            due.Add(new DueRevocation(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetInt32(4), reader.GetBoolean(5), reader.GetStringOrNull(6)));
        }

        return due;
    }

    public Task PostponeAsync(DueRevocation revocation, TimeSpan by, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE oauth_revocations SET next_attempt_at = $3 WHERE user_id = $1 AND connection_id = $2", revocation, time.GetUtcNow() + by, cancellationToken);

    public Task RemoveAsync(DueRevocation revocation, CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM oauth_revocations WHERE user_id = $1 AND connection_id = $2", revocation, null, cancellationToken);

    private async Task ExecuteAsync(string sql, DueRevocation revocation, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = revocation.UserId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = revocation.ConnectionId });
        if (at is { } moment)
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = moment });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
