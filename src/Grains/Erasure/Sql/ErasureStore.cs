using Dapper;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Erasure;

/// <summary>
/// The erasure of accounts: credentials and personal data at once, then every row of every table that names the user, in steps that can be
/// stopped and resumed at any time.
/// </summary>
internal sealed class ErasureStore(NpgsqlDataSource database, AuditLog audit, AuditEraser eraser, IEnumerable<ErasedAtOnce> atOnce, TimeProvider time)
{
    private const string TablesSql = """
        SELECT quote_ident(c.table_name)
        FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
        WHERE c.table_schema = current_schema() AND c.column_name = 'user_id'
          -- Not what outlives its user, and forgets by itself who that was.
          AND NOT EXISTS (
              SELECT 1 FROM pg_constraint k
              WHERE k.conrelid = quote_ident(c.table_name)::regclass AND k.confrelid = 'users'::regclass AND k.confdeltype = 'n')
        ORDER BY c.table_name
        """;

    private readonly string _beginSql = $"""
        WITH account AS (
            SELECT id, email_key FROM users WHERE id = @userId AND erasing_at IS NULL FOR UPDATE
        ){string.Concat(atOnce.Select((rows, i) => $", erased_{i} AS (DELETE FROM {rows.Table} e USING account a WHERE e.{rows.Column} = a.{rows.Key})"))}
        UPDATE users u
        SET erasing_at = @now, updated_at = @now, role = 'user',
            email = NULL, email_key = NULL, password_hash = NULL, first_name = NULL, last_name = NULL
        FROM account a
        WHERE u.id = a.id
        """;

    /// <summary>Closes an account permanently.</summary>
    /// <param name="entry">The entry for the audit log.</param>
    public async Task<ErasureResult> BeginAsync(Guid userId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await LastAdmin.IsAsync(connection, userId, cancellationToken).ConfigureAwait(false))
            return ErasureResult.LastAdmin;
        var begun = await connection.ExecuteAsync(new CommandDefinition(
            _beginSql, new { userId, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (begun == 0)
            return ErasureResult.NoSuchUser;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return ErasureResult.Begun;
    }

    /// <summary>Lists accounts whose erasure has begun and not ended, oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM users WHERE erasing_at IS NOT NULL ORDER BY erasing_at", cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Indicates whether mailboxes of the user are not removed yet, or access to them is not revoked.</summary>
    public async Task<bool> HasMailboxesAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await HasMailboxesAsync(connection, userId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the next rows of a user without mailboxes, or the account when no row is left.</summary>
    /// <param name="userId">An account that <see cref="BeginAsync"/> has closed.</param>
    /// <param name="limit">Maximum number of rows.</param>
    /// <param name="cancellationToken">Stops between steps; call again to resume.</param>
    /// <returns>True when nothing is left to do.</returns>
    public async Task<bool> EraseChunkAsync(Guid userId, int limit, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        foreach (var table in await connection.QueryAsync<string>(new CommandDefinition(TablesSql, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            // The tables come from the catalogue, so that a later table cannot be forgotten.
            var removed = await connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM {table} WHERE ctid IN (SELECT ctid FROM {table} WHERE user_id = @userId LIMIT @limit)",
                new { userId, limit },
                cancellationToken: cancellationToken)).ConfigureAwait(false);
            if (removed > 0)
                return false;
        }

        return await FinishAsync(connection, userId, cancellationToken).ConfigureAwait(false);
    }

    // A mailbox that is being connected at this moment waits for the lock, and then finds no account.
    private async Task<bool> FinishAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var exists = await connection.ExecuteScalarAsync<bool?>(new CommandDefinition(
            "SELECT true FROM users WHERE id = @userId AND erasing_at IS NOT NULL FOR UPDATE", new { userId }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (exists is null)
            return true;
        if (await HasMailboxesAsync(connection, userId, cancellationToken).ConfigureAwait(false))
            return false;
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM users WHERE id = @userId", new { userId }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await eraser.CommitAsync(transaction, userId, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static Task<bool> HasMailboxesAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM connections WHERE user_id = @userId) OR EXISTS (SELECT 1 FROM oauth_revocations WHERE user_id = @userId)",
            new { userId },
            cancellationToken: cancellationToken));
}
