using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Search;
using Npgsql;

namespace EmailAgent.Grains.Admin;

/// <summary>The accounts as administrators see them: identity and state, without mail.</summary>
internal sealed class AccountStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Columns =
        """
        u.id, u.email, u.first_name, u.last_name, u.role, u.disabled_at, u.created_at,
        (SELECT count(*) FROM connections c WHERE c.user_id = u.id AND c.status <> 'deleting')
        """;

    /// <summary>Lists accounts, newest first.</summary>
    /// <param name="search">Part of an address or a name; null for all accounts.</param>
    /// <param name="before">Creation time and id of the last account on the previous page; null for the first page.</param>
    /// <param name="limit">Maximum number of accounts.</param>
    public async Task<IReadOnlyList<Account>> ListAsync(string? search, (DateTimeOffset CreatedAt, Guid Id)? before, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {Columns}
            FROM users u
            WHERE ($1::text IS NULL OR u.email ILIKE $1 OR concat_ws(' ', u.first_name, u.last_name) ILIKE $1)
              AND ($2::timestamptz IS NULL OR (u.created_at, u.id) < ($2, $3))
            ORDER BY u.created_at DESC, u.id DESC
            LIMIT $4
            """;
        var query = new NpgsqlBatchCommand(Sql)
            .With(search is null ? null : LikePattern.Containing(CanonicalText.Compose(search)))
            .With(before?.CreatedAt)
            .With(before?.Id)
            .With(limit);
        return await database.ReadRowsAsync(query, ReadAccount, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {Columns} FROM users u WHERE u.id = $1").With(id);
        return (await database.ReadRowsAsync(query, ReadAccount, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Changes an account's role or state, unless no administrator would be left. Disabling ends all sessions.</summary>
    /// <param name="entries">Entries for the audit log, written in the same transaction.</param>
    public async Task<StandingResult> ChangeAsync(Guid id, AccountRequest change, IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if ((change.Disabled == true || change.Role == "user") && await LastAdmin.IsAsync(connection, id, cancellationToken).ConfigureAwait(false))
            return StandingResult.LastAdmin;

        var changed = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE users
            SET role = coalesce(@Role, role), updated_at = @now,
                disabled_at = CASE @Disabled WHEN true THEN coalesce(disabled_at, @now) WHEN false THEN NULL ELSE disabled_at END
            WHERE id = @id
            """,
            new { id, change.Role, change.Disabled, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (changed == 0)
            return StandingResult.NoSuchUser;

        if (change.Disabled == true)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE sessions SET ended_at = @now WHERE user_id = @id AND ended_at IS NULL", new { id, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }

        await audit.CommitAsync(transaction, entries, cancellationToken).ConfigureAwait(false);
        return StandingResult.Changed;
    }

    /// <returns>Null when there is no such user.</returns>
    public async Task<IReadOnlyList<AccountSession>?> ListSessionsAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id, created_at, last_used_at, expires_at
            FROM sessions
            WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2
            ORDER BY last_used_at DESC, id
            """;
        var sessions = await database.ReadRowsAsync(new NpgsqlBatchCommand(Sql).With(id).With(time.GetUtcNow()), ReadSession, cancellationToken).ConfigureAwait(false);
        return sessions.Count > 0 || await FindAsync(id, cancellationToken).ConfigureAwait(false) is not null ? sessions : null;
    }

    /// <returns>False when the user has no such session, or it has ended.</returns>
    public async Task<bool> EndSessionAsync(Guid id, Guid sessionId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var ended = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE sessions SET ended_at = @now WHERE user_id = @id AND id = @sessionId AND ended_at IS NULL AND expires_at > @now",
            new { id, sessionId, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (ended == 0)
            return false;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Removes the second factor of a user who has lost it, with all sessions and pending logins.</summary>
    /// <returns>The key of the account's address; null, with nothing changed, when there is no second factor.</returns>
    public async Task<string?> ResetSecondFactorAsync(Guid id, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var emailKey = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            WITH factor AS (
                DELETE FROM second_factors WHERE user_id = @id AND confirmed_at IS NOT NULL RETURNING user_id
            ), ended AS (
                UPDATE sessions SET ended_at = @now WHERE user_id IN (SELECT user_id FROM factor) AND ended_at IS NULL
            ), tokens AS (
                DELETE FROM account_tokens WHERE user_id IN (SELECT user_id FROM factor) AND purpose = 'second_factor'
            )
            SELECT coalesce(u.email_key, '') FROM users u JOIN factor f ON f.user_id = u.id
            """,
            new { id, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (emailKey is null)
            return null;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return emailKey;
    }

    private static Account ReadAccount(NpgsqlDataReader row)
    {
        var disabledAt = row.GetTimeOrNull(5);
        return new Account(
            Ids.Format(row.GetGuid(0)), row.GetStringOrNull(1), row.GetStringOrNull(2), row.GetStringOrNull(3), row.GetString(4), disabledAt is not null, disabledAt,
            row.GetFieldValue<DateTimeOffset>(6), row.GetInt64(7));
    }

    private static AccountSession ReadSession(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3));
}
