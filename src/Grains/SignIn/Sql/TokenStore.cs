using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.SignIn;

/// <summary>The table <c>oauth_tokens</c>: the tokens of connections that sign in with OAuth.</summary>
internal sealed class TokenStore(NpgsqlDataSource dataSource, AuditLog audit)
{
    /// <summary>The purpose for which OAuth tokens of mailboxes are encrypted. With another value, stored tokens could not be read.</summary>
    public const string TokenPurpose = "connection.token";

    private const string ReadSql = """
        SELECT version, refresh_token, access_token, access_expires_at, scopes
        FROM oauth_tokens
        WHERE user_id = $1 AND connection_id = $2
        """;

    private const string RenewSql = """
        UPDATE oauth_tokens
        SET version = version + 1, refresh_token = coalesce($4, refresh_token), access_token = $5, access_expires_at = $6, scopes = $7
        WHERE user_id = $1 AND connection_id = $2 AND version = $3
        """;

    // The connection is locked first: a removal that has begun finds either the old tokens or the new ones.
    private const string ReplaceSql = """
        WITH target AS (
            UPDATE connections
            SET status = 'connecting', error_code = NULL, error = NULL, email = $7, settings = settings || jsonb_build_object('email', $7)
            WHERE user_id = $1 AND id = $2 AND status <> 'deleting'
            RETURNING user_id, id
        )
        INSERT INTO oauth_tokens AS t (user_id, connection_id, version, refresh_token, access_token, access_expires_at, scopes)
        SELECT user_id, id, 1, coalesce($3, ''), $4, $5, $6 FROM target
        ON CONFLICT (user_id, connection_id) DO UPDATE
        SET version = t.version + 1, refresh_token = coalesce($3, t.refresh_token), access_token = $4, access_expires_at = $5, scopes = $6
        """;

    /// <returns>Null when the connection has none, or there is no such connection.</returns>
    public async Task<StoredTokens?> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(ReadSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = connectionId });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new StoredTokens(
                reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<string[]>(4))
            : null;
    }

    /// <summary>Stores renewed tokens, unless others have been stored since <paramref name="version"/> was read.</summary>
    public async Task<bool> RenewAsync(Guid userId, Guid connectionId, long version, NewTokens tokens, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(RenewSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = connectionId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        Add(command, tokens);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Stores the tokens of a new sign-in to an existing connection, whose status becomes <c>connecting</c>.</summary>
    /// <param name="email">The account's address, which may have changed; the settings contain it too.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <returns>False when the connection does not exist.</returns>
    public async Task<bool> ReplaceAsync(Guid userId, Guid connectionId, string email, NewTokens tokens, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var command = new NpgsqlCommand(ReplaceSql, connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = connectionId });
        Add(command, tokens);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PgText.Clean(email) });
        var replaced = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        await audit.CommitAsync(transaction, replaced ? entry : null, cancellationToken).ConfigureAwait(false);
        return replaced;
    }

    private static void Add(NpgsqlCommand command, NewTokens tokens)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)tokens.RefreshToken ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = tokens.AccessToken });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = tokens.AccessExpiresAt });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = tokens.Scopes });
    }
}
