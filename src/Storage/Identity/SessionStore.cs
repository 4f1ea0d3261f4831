using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Identity;

/// <summary>
/// The tables <c>sessions</c> and <c>refresh_tokens</c>. Only hashes of tokens are stored. All changes to one user's sessions are
/// serialized by a lock on the user's row, so that a reuse found at the same moment as a rotation cannot miss the token just made.
/// </summary>
public sealed class SessionStore(NpgsqlDataSource database)
{
    /// <summary>Opens a session with its first token; sessions of the user that have expired are removed.</summary>
    public async Task OpenAsync(Guid userId, Guid sessionId, byte[] tokenHash, DateTime now, DateTime expiresAt, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM sessions WHERE user_id = @userId AND expires_at <= @now;
            INSERT INTO sessions (user_id, id, created_at, last_used_at, expires_at) VALUES (@userId, @sessionId, @now, @now, @expiresAt);
            INSERT INTO refresh_tokens (user_id, token_hash, session_id) VALUES (@userId, @tokenHash, @sessionId);
            """,
            new { userId, sessionId, tokenHash, now, expiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Exchanges a token for the next one of its session, in one transaction. A token used before ends the session.</summary>
    public async Task<RefreshRotation> RotateAsync(
        Guid userId, byte[] tokenHash, byte[] nextHash, DateTime now, DateTime nextExpiresAt, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, tokenHash, cancellationToken).ConfigureAwait(false);
        if (token is null || user!.DisabledAt is not null || token.EndedAt is not null || token.ExpiresAt <= now)
            return new RefreshRotation(RefreshResult.Refused, null, Guid.Empty);

        if (token.UsedAt is not null)
        {
            await EndAsync(connection, userId, token.SessionId, now, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new RefreshRotation(RefreshResult.Reused, null, token.SessionId);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE refresh_tokens SET used_at = @now WHERE user_id = @userId AND token_hash = @tokenHash;
            UPDATE sessions SET last_used_at = @now, expires_at = @nextExpiresAt WHERE user_id = @userId AND id = @SessionId;
            INSERT INTO refresh_tokens (user_id, token_hash, session_id) VALUES (@userId, @nextHash, @SessionId);
            """,
            new { userId, tokenHash, nextHash, token.SessionId, now, nextExpiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new RefreshRotation(RefreshResult.Rotated, user, token.SessionId);
    }

    /// <summary>Ends the session that a token belongs to; an unknown token changes nothing.</summary>
    public async Task EndAsync(Guid userId, byte[] tokenHash, DateTime now, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, tokenHash, cancellationToken).ConfigureAwait(false);
        if (token is not null)
            await EndAsync(connection, userId, token.SessionId, now, cancellationToken).ConfigureAwait(false);

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task<UserRow?> LockUserAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {UserStore.Columns} FROM users WHERE id = @userId FOR NO KEY UPDATE",
            new { userId },
            cancellationToken: cancellationToken));

    private static Task<TokenRow?> FindAsync(NpgsqlConnection connection, Guid userId, byte[] tokenHash, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<TokenRow>(new CommandDefinition(
            """
            SELECT session_id AS SessionId, expires_at AS ExpiresAt, used_at AS UsedAt, ended_at AS EndedAt
            FROM refresh_tokens t JOIN sessions s ON s.user_id = t.user_id AND s.id = t.session_id
            WHERE t.user_id = @userId AND token_hash = @tokenHash
            """,
            new { userId, tokenHash },
            cancellationToken: cancellationToken));

    private static Task<int> EndAsync(NpgsqlConnection connection, Guid userId, Guid sessionId, DateTime now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND id = @sessionId AND ended_at IS NULL",
            new { userId, sessionId, now },
            cancellationToken: cancellationToken));

    private sealed record TokenRow(Guid SessionId, DateTime ExpiresAt, DateTime? UsedAt, DateTime? EndedAt);
}
