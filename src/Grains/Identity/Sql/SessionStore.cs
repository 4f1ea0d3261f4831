using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// The tables <c>sessions</c> and <c>refresh_tokens</c>. Only hashes of tokens are stored. All changes to one user's sessions are
/// serialized by a lock on the user's row, so that a reuse found at the same moment as a rotation cannot miss the token just made. What is
/// done is audited in the same transaction.
/// </summary>
internal sealed class SessionStore(NpgsqlDataSource database, AuditLog audit)
{
    /// <summary>The open sessions of a user, the last used first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="current">The session of the caller; null if there is none.</param>
    /// <param name="now">The time.</param>
    public async Task<IReadOnlyList<SessionAnswer>> ListAsync(Guid userId, Guid? current, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id, created_at, last_used_at, expires_at, user_agent, address, id IS NOT DISTINCT FROM $3
            FROM sessions
            WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2
            ORDER BY last_used_at DESC, id
            """;
        return await database.ReadRowsAsync(new NpgsqlBatchCommand(Sql).With(userId).With(now).With(current), ReadSession, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether a remembered session of the user was opened from this address.</summary>
    public async Task<bool> KnowsAddressAsync(Guid userId, string address, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM sessions WHERE user_id = @userId AND address = @address)",
            new { userId, address },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <returns>When the user of an open session last proved their identity; null if there is no such session.</returns>
    public async Task<DateTime?> FindProofAsync(Guid userId, Guid sessionId, DateTime now, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT proven_at FROM sessions WHERE user_id = @userId AND id = @sessionId AND ended_at IS NULL AND expires_at > @now",
            new { userId, sessionId, now },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Records that the user of a session has proved the identity again.</summary>
    public async Task SetProofAsync(Guid userId, Guid sessionId, DateTime now, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE sessions SET proven_at = @now WHERE user_id = @userId AND id = @sessionId AND ended_at IS NULL",
            new { userId, sessionId, now },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Opens a session with its first token; sessions of the user that have expired are removed.</summary>
    /// <returns>False, with nothing opened, when the account is closed or has another password by now.</returns>
    public async Task<bool> OpenAsync(NewSession session, DateTime now, DateTime expiresAt, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, session.UserId, cancellationToken).ConfigureAwait(false);
        if (user is not { DisabledAt: null } || user.PasswordHash != session.PasswordHash)
            return false;

        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM sessions WHERE user_id = @UserId AND expires_at <= @now;
            INSERT INTO sessions (user_id, id, created_at, last_used_at, proven_at, expires_at, user_agent, address)
            VALUES (@UserId, @Id, @now, @now, @now, @expiresAt, @UserAgent, @Address);
            INSERT INTO refresh_tokens (user_id, token_hash, session_id) VALUES (@UserId, @TokenHash, @Id);
            """,
            new { session.UserId, session.Id, session.TokenHash, session.UserAgent, session.Address, now, expiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        await audit.CommitAsync(transaction, About(entry, session.Id), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Exchanges a token for the next one of its session, in one transaction. A token used before ends the session, unless its client repeats the last
    /// exchange, for the first time (<see cref="RefreshPolicy"/>).
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="now">UTC.</param>
    /// <param name="nextExpiresAt">UTC; limited by the session's longest lifetime.</param>
    /// <param name="longest">From the login on.</param>
    /// <param name="reuse">For the audit log, when the token was used before.</param>
    public async Task<RefreshRotation> RotateAsync(
        Guid userId, RefreshExchange exchange, DateTime now, DateTime nextExpiresAt, TimeSpan longest, AuditEntry reuse, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, exchange.TokenHash, cancellationToken).ConfigureAwait(false);
        if (token is null || user!.DisabledAt is not null || token.EndedAt is not null || token.ExpiresAt <= now || token.CreatedAt + longest <= now)
            return new RefreshRotation(RefreshResult.Refused, null, Guid.Empty);

        if (token is { UsedAt: { } usedAt, Successor: { } successor } && RefreshPolicy.IsRepetition(new Device(token.UserAgent, token.Address), exchange.Client, usedAt, now))
        {
            await RepeatAsync(connection, userId, token.SessionId, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new RefreshRotation(RefreshResult.Repeated, user, token.SessionId, successor);
        }

        if (token.UsedAt is not null)
        {
            await EndAsync(connection, userId, token.SessionId, now, cancellationToken).ConfigureAwait(false);
            await audit.CommitAsync(transaction, About(reuse, token.SessionId), cancellationToken).ConfigureAwait(false);
            return new RefreshRotation(RefreshResult.Reused, null, token.SessionId);
        }

        await ExchangeAsync(connection, userId, token.SessionId, exchange, now, nextExpiresAt, longest, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new RefreshRotation(RefreshResult.Rotated, user, token.SessionId);
    }

    /// <summary>Ends the session that a token belongs to; an unknown token changes nothing.</summary>
    public async Task EndAsync(Guid userId, byte[] tokenHash, DateTime now, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, tokenHash, cancellationToken).ConfigureAwait(false);
        if (token is not null && await EndAsync(connection, userId, token.SessionId, now, cancellationToken).ConfigureAwait(false) == 1)
            await audit.CommitAsync(transaction, About(entry, token.SessionId), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends one session.</summary>
    /// <returns>False if the user has no such session that is open.</returns>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, DateTime now, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var ended = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false) is not null
            && await EndAsync(connection, userId, sessionId, now, cancellationToken).ConfigureAwait(false) == 1;
        await audit.CommitAsync(transaction, ended ? About(entry, sessionId) : null, cancellationToken).ConfigureAwait(false);
        return ended;
    }

    /// <summary>Ends all sessions.</summary>
    public async Task EndAllAsync(Guid userId, DateTime now, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        await EndAllAsync(connection, userId, except: null, now, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the password and ends all sessions that the old one can have opened.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="oldHash">Of the password that the caller knows; null for one who proved otherwise to be the owner.</param>
    /// <param name="newHash">Of the new password.</param>
    /// <param name="keep">The session that stays open; null for none.</param>
    /// <param name="now">UTC.</param>
    /// <param name="entry">For the audit log.</param>
    /// <returns>False, with nothing changed, when the account is gone or has another password by now.</returns>
    public async Task<bool> ChangePasswordAsync(Guid userId, string? oldHash, string newHash, Guid? keep, DateTime now, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        if (await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false) is not { } user || (oldHash is not null && user.PasswordHash != oldHash))
            return false;

        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE users SET password_hash = @newHash, updated_at = @now WHERE id = @userId;
            DELETE FROM account_tokens WHERE user_id = @userId AND purpose <> 'verify_email';
            """,
            new { userId, newHash, now },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        await EndAllAsync(connection, userId, keep, now, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static AuditEntry About(AuditEntry entry, Guid sessionId) => entry with { Target = $"session:{sessionId:N}" };

    private static Task<UserRow?> LockUserAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {UserStore.Columns} FROM users WHERE id = @userId AND erasing_at IS NULL FOR NO KEY UPDATE",
            new { userId },
            cancellationToken: cancellationToken));

    private static Task<TokenRow?> FindAsync(NpgsqlConnection connection, Guid userId, byte[] tokenHash, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<TokenRow>(new CommandDefinition(
            """
            SELECT session_id AS SessionId, created_at AS CreatedAt, expires_at AS ExpiresAt, used_at AS UsedAt, ended_at AS EndedAt,
                successor AS Successor, used_user_agent AS UserAgent, used_address AS Address
            FROM refresh_tokens t JOIN sessions s ON s.user_id = t.user_id AND s.id = t.session_id
            WHERE t.user_id = @userId AND token_hash = @tokenHash
            """,
            new { userId, tokenHash },
            cancellationToken: cancellationToken));

    private static Task<int> ExchangeAsync(
        NpgsqlConnection connection, Guid userId, Guid sessionId, RefreshExchange exchange, DateTime now, DateTime nextExpiresAt, TimeSpan longest, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE refresh_tokens SET successor = NULL WHERE user_id = @userId AND session_id = @sessionId AND successor IS NOT NULL;
            UPDATE refresh_tokens
            SET used_at = @now, used_user_agent = @UserAgent, used_address = @Address, successor = CASE WHEN was_repeated THEN NULL ELSE @Successor END
            WHERE user_id = @userId AND token_hash = @TokenHash;
            UPDATE sessions SET last_used_at = @now, expires_at = least(@nextExpiresAt, created_at + @longest) WHERE user_id = @userId AND id = @sessionId;
            INSERT INTO refresh_tokens (user_id, token_hash, session_id) VALUES (@userId, @NextHash, @sessionId);
            """,
            new
            {
                userId,
                sessionId,
                exchange.TokenHash,
                exchange.NextHash,
                exchange.Successor,
                exchange.Client.UserAgent,
                exchange.Client.Address,
                now,
                nextExpiresAt,
                longest,
            },
            cancellationToken: cancellationToken));

    // The token that is returned again is the only one of its session that is unused.
    private static Task<int> RepeatAsync(NpgsqlConnection connection, Guid userId, Guid sessionId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE refresh_tokens SET successor = NULL, was_repeated = used_at IS NULL WHERE user_id = @userId AND session_id = @sessionId AND (successor IS NOT NULL OR used_at IS NULL)",
            new { userId, sessionId },
            cancellationToken: cancellationToken));

    private static Task<int> EndAsync(NpgsqlConnection connection, Guid userId, Guid sessionId, DateTime now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND id = @sessionId AND ended_at IS NULL",
            new { userId, sessionId, now },
            cancellationToken: cancellationToken));

    private static Task<int> EndAllAsync(NpgsqlConnection connection, Guid userId, Guid? except, DateTime now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND ended_at IS NULL AND id IS DISTINCT FROM @except",
            new { userId, except, now },
            cancellationToken: cancellationToken));

    private static SessionAnswer ReadSession(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3),
        row.GetStringOrNull(4), row.GetStringOrNull(5), row.GetBoolean(6));

    private sealed record TokenRow(
        Guid SessionId, DateTime CreatedAt, DateTime ExpiresAt, DateTime? UsedAt, DateTime? EndedAt, byte[]? Successor, string? UserAgent, string? Address);
}
