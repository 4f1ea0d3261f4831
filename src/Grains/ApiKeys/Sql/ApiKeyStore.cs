using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>The table <c>api_keys</c>. What changes a key is audited in the same transaction.</summary>
internal sealed class ApiKeyStore(NpgsqlDataSource database, AuditLog audit)
{
    private const string Columns =
        "user_id, id, name, hint, secret_hash, scopes, connection_ids, allowed_addresses, created_at, expires_at, last_used_at";

    public Task InsertAsync(ApiKeyRow key, AuditEntry entry, CancellationToken cancellationToken) => ChangeAsync(
        new NpgsqlBatchCommand($"INSERT INTO api_keys ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
            .With(key.UserId)
            .With(key.Id)
            .With(key.Name)
            .With(key.Hint)
            .With(key.SecretHash)
            .With<string[]>([.. key.Scopes])
            .With<Guid[]?>(key.ConnectionIds?.ToArray())
            .With<string[]?>(key.AllowedAddresses?.ToArray())
            .With(key.CreatedAt)
            .With(key.ExpiresAt)
            .With(key.LastUsedAt),
        entry,
        cancellationToken);

    /// <summary>Lists a user's keys, oldest first, including expired ones.</summary>
    public Task<IReadOnlyList<ApiKeyRow>> ListAsync(Guid userId, CancellationToken cancellationToken) => QueryAsync(
        new NpgsqlBatchCommand($"SELECT {Columns} FROM api_keys WHERE user_id = $1 ORDER BY created_at, id").With(userId), cancellationToken);

    /// <returns>Null if there is no such key.</returns>
    public async Task<ApiKeyRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken) => (await QueryAsync(
        new NpgsqlBatchCommand($"SELECT {Columns} FROM api_keys WHERE user_id = $1 AND id = $2").With(userId).With(id), cancellationToken).ConfigureAwait(false))
        .SingleOrDefault();

    /// <summary>Changes name and scopes.</summary>
    /// <returns>The key after the change; null if there is none.</returns>
    public async Task<ApiKeyRow?> UpdateAsync(ApiKeyRow key, AuditEntry entry, CancellationToken cancellationToken) =>
        await ChangeAsync(
            new NpgsqlBatchCommand("UPDATE api_keys SET name = $3, scopes = $4 WHERE user_id = $1 AND id = $2")
                .With(key.UserId).With(key.Id).With(key.Name).With<string[]>([.. key.Scopes]),
            entry,
            cancellationToken).ConfigureAwait(false)
            ? await FindAsync(key.UserId, key.Id, cancellationToken).ConfigureAwait(false)
            : null;

    public async Task SetLastUsedAsync(Guid userId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "UPDATE api_keys SET last_used_at = $3 WHERE user_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)").With(userId).With(id).With(at));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>False if there is no such key.</returns>
    public Task<bool> DeleteAsync(Guid userId, Guid id, AuditEntry entry, CancellationToken cancellationToken) =>
        ChangeAsync(new NpgsqlBatchCommand("DELETE FROM api_keys WHERE user_id = $1 AND id = $2").With(userId).With(id), entry, cancellationToken);

    // False, with nothing written, if there is no such key.
    private async Task<bool> ChangeAsync(NpgsqlBatchCommand command, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        if (await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            return false;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<IReadOnlyList<ApiKeyRow>> QueryAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<ApiKeyRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(Read(reader));
        return rows;
    }

    private static ApiKeyRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<byte[]>(4),
        row.GetFieldValue<string[]>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<Guid[]>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<string[]>(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.GetFieldValue<DateTimeOffset?>(9),
        row.GetFieldValue<DateTimeOffset?>(10));
}
