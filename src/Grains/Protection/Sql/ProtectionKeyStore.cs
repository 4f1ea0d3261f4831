using EmailAgent.Database;
using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Protection;

/// <summary>The table <c>protection_keys</c>. Each change is audited in the same transaction.</summary>
internal sealed class ProtectionKeyStore(NpgsqlDataSource database, AuditLog audit)
{
    /// <summary>The purpose for which secret keys are encrypted. With another value, stored ones could not be read.</summary>
    public const string SecretPurpose = "protection.key";

    private const string Select =
        "SELECT user_id, id, kind, fingerprint, addresses, name, valid_from, valid_until, content, secret, created_at FROM protection_keys WHERE user_id = $1";

    /// <summary>Lists a user's keys, newest first.</summary>
    public async Task<IReadOnlyList<ProtectionKeyRow>> ListAsync(Guid userId, CancellationToken cancellationToken) => await database.ReadRowsAsync(
        new NpgsqlBatchCommand($"{Select} ORDER BY created_at DESC, id").With(userId), Read, cancellationToken).ConfigureAwait(false);

    /// <returns>Null if there is no such key.</returns>
    public async Task<ProtectionKeyRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken) => (await database.ReadRowsAsync(
        new NpgsqlBatchCommand($"{Select} AND id = $2").With(userId).With(id), Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <returns>Null if there is no such key.</returns>
    public async Task<ProtectionKeyRow?> FindAsync(Guid userId, string fingerprint, CancellationToken cancellationToken) => (await database.ReadRowsAsync(
        new NpgsqlBatchCommand($"{Select} AND fingerprint = $2").With(userId).With(fingerprint), Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Adds a key, or replaces the one with the same fingerprint, whose id and secret stay if the new one has none.</summary>
    /// <returns>False if the user has as many as the limit allows.</returns>
    public Task<bool> SaveAsync(ProtectionKeyRow row, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO protection_keys (user_id, id, kind, fingerprint, addresses, name, valid_from, valid_until, content, secret, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
            WHERE (SELECT count(*) FROM protection_keys WHERE user_id = $1 AND fingerprint <> $4) < $12
            ON CONFLICT (user_id, fingerprint) DO UPDATE
            SET addresses = excluded.addresses, name = excluded.name, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
                content = excluded.content, secret = CASE WHEN length(excluded.secret) > 0 THEN excluded.secret ELSE protection_keys.secret END
            """;
        var key = row.Key;
        var command = new NpgsqlBatchCommand(Sql)
            .With(row.UserId)
            .With(row.Id)
            .With(key.Kind == MailKeyKind.Smime ? ProtectionKinds.Smime : ProtectionKinds.OpenPgp)
            .With(key.Fingerprint)
            .With<string[]>([.. key.Addresses.Select(address => PgText.Clean(address))])
            .With<string?>(PgText.Clean(key.Name))
            .With(key.ValidFrom)
            .With(key.ValidUntil)
            .With(key.Public.ToArray())
            .With(row.Secret)
            .With(row.CreatedAt)
            .With((long)limit);
        return ChangeAsync(command, entry, cancellationToken);
    }

    /// <returns>False if there is no such key.</returns>
    public Task<bool> DeleteAsync(Guid userId, Guid id, AuditEntry entry, CancellationToken cancellationToken) =>
        ChangeAsync(new NpgsqlBatchCommand("DELETE FROM protection_keys WHERE user_id = $1 AND id = $2").With(userId).With(id), entry, cancellationToken);

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

    private static ProtectionKeyRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        new MailKey(
            row.GetString(2) == ProtectionKinds.Smime ? MailKeyKind.Smime : MailKeyKind.OpenPgp,
            row.GetString(3),
            row.GetFieldValue<string[]>(4),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetFieldValue<DateTimeOffset>(6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
            row.GetFieldValue<byte[]>(8),
            Secret: null),
        row.GetFieldValue<byte[]>(9),
        row.GetFieldValue<DateTimeOffset>(10));
}
