using Npgsql;

namespace EmailAgent.Storage.Connections;

/// <summary>The table <c>oauth_revocations</c>: filled when a connection begins to be deleted, emptied as the provider confirms.</summary>
public sealed class RevocationStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    // Whoever takes a row has until its next attempt to finish; then another process may try.
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
            WHERE c.provider = r.provider AND c.account_key = r.account_key AND c.status <> 'deleting')
        """;

    /// <summary>Takes what is due, each to be tried again after <paramref name="lease"/> unless it is removed or postponed before.</summary>
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
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetInt32(4), reader.GetBoolean(5)));
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
