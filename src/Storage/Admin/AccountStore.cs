using Dapper;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Database;
using Npgsql;

namespace EmailAgent.Storage.Admin;

/// <summary>Accounts for administrators: who they are and how they stand, and nothing of their mail.</summary>
public sealed class AccountStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Columns =
        """
        u.id AS Id, u.email AS Email, u.first_name AS FirstName, u.last_name AS LastName, u.role AS Role, u.created_at AS CreatedAt, u.disabled_at AS DisabledAt,
        (SELECT count(*) FROM connections c WHERE c.user_id = u.id AND c.status <> 'deleting') AS Connections
        """;

    /// <summary>Newest first.</summary>
    /// <param name="search">Part of an address or a name; null for all.</param>
    /// <param name="before">After the account with this age and id in the list; null for the beginning.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(string? search, (DateTime CreatedAt, Guid Id)? before, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {Columns}
            FROM users u
            WHERE (@pattern::text IS NULL OR u.email ILIKE @pattern OR concat_ws(' ', u.first_name, u.last_name) ILIKE @pattern)
              AND (@createdAt::timestamptz IS NULL OR (u.created_at, u.id) < (@createdAt, @id))
            ORDER BY u.created_at DESC, u.id DESC
            LIMIT @limit
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<AccountRow>(new CommandDefinition(
            Sql,
            new { pattern = search is null ? null : LikePattern.Containing(search), createdAt = before?.CreatedAt, id = before?.Id ?? default, limit },
            cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    public async Task<AccountRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<AccountRow>(new CommandDefinition(
            $"SELECT {Columns} FROM users u WHERE u.id = @id", new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Changes an account's standing, unless no administrator would be left. Disabling ends all sessions.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="change">What.</param>
    /// <param name="entries">For the audit log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StandingResult> ChangeAsync(Guid id, StandingChange change, IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if ((change.IsDisabled == true || change.Role == "user") && await LastAdmin.IsAsync(connection, id, cancellationToken).ConfigureAwait(false))
            return StandingResult.LastAdmin;

        var changed = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE users
            SET role = coalesce(@Role, role), updated_at = @now,
                disabled_at = CASE @IsDisabled WHEN true THEN coalesce(disabled_at, @now) WHEN false THEN NULL ELSE disabled_at END
            WHERE id = @id
            """,
            new { id, change.Role, change.IsDisabled, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (changed == 0)
            return StandingResult.NoSuchUser;

        if (change.IsDisabled == true)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE sessions SET ended_at = @now WHERE user_id = @id AND ended_at IS NULL", new { id, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }

        await audit.CommitAsync(transaction, entries, cancellationToken).ConfigureAwait(false);
        return StandingResult.Changed;
    }

    /// <returns>Null when there is no such user.</returns>
    public async Task<IReadOnlyList<AccountSessionRow>?> ListSessionsAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var sessions = (await connection.QueryAsync<AccountSessionRow>(new CommandDefinition(
            """
            SELECT id AS Id, created_at AS CreatedAt, last_used_at AS LastUsedAt, expires_at AS ExpiresAt
            FROM sessions
            WHERE user_id = @id AND ended_at IS NULL AND expires_at > @now
            ORDER BY last_used_at DESC, id
            """,
            new { id, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
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

    /// <summary>Removes the second factor of somebody who has lost it, with all sessions and logins under way.</summary>
    /// <returns>Of the account, what it is mailed by; null, with nothing changed, when there is no second factor.</returns>
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
}
