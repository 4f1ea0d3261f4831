using Dapper;
using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>Appends to the audit log.</summary>
/// <remarks>
/// Who appends keeps the end of the chain locked until the commit, so appending is the last step of a transaction; a transaction that
/// fails leaves no trace. Ends are locked in the order of their ids: two who append to several chains cannot wait for each other.
/// </remarks>
internal sealed class AuditLog(NpgsqlDataSource database, AuditKeys keys, TimeProvider time)
{
    private const string LockSql = """
        SELECT chain_id, seq, hash, (SELECT max(id) FROM audit_keys) FROM audit_heads WHERE chain_id = ANY ($1) ORDER BY chain_id FOR UPDATE
        """;

    private const string StartSql = "INSERT INTO audit_heads (chain_id, seq, hash) SELECT id, 0, '' FROM unnest($1) AS id ORDER BY id ON CONFLICT DO NOTHING";

    private const string InsertSql = """
        INSERT INTO audit_log (chain_id, seq, at, action, outcome, actor_id, credential, target, details, origin, origin_digest, hash, key_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string AdvanceSql = "UPDATE audit_heads SET seq = $2, hash = $3 WHERE chain_id = $1";

    /// <summary>Appends the entry and commits the transaction that makes it true.</summary>
    /// <param name="transaction">Of which this is the last step.</param>
    /// <param name="entry">What is being done; null if nothing was.</param>
    public Task CommitAsync(NpgsqlTransaction transaction, AuditEntry? entry, CancellationToken cancellationToken) =>
        entry is null ? transaction.CommitAsync(cancellationToken) : CommitAsync(transaction, [entry], cancellationToken);

    /// <summary>Appends entries in their order and commits the transaction that makes them true.</summary>
    public async Task CommitAsync(NpgsqlTransaction transaction, IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var ring = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var heads = await LockAsync(connection, ring, [.. entries.Select(entry => entry.ChainId).Distinct().Order()], cancellationToken).ConfigureAwait(false);
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var entry in entries)
        {
            var row = ToRow(entry, heads[entry.ChainId], ring);
            heads[entry.ChainId] = new AuditHead(row.ChainId, row.Seq, row.Hash);
            batch.BatchCommands.Add(Insert(row));
        }

        foreach (var head in heads.Values)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(AdvanceSql).With(head.ChainId).With(head.Seq).With(head.Hash));
        // In the same round trip, which the end of the chain would be locked for; if a statement before it fails, the server skips it.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes something by one statement and appends the entry, in one transaction.</summary>
    /// <returns>False, with nothing appended, when the statement changed nothing.</returns>
    public async Task<bool> ChangeAsync(string sql, object parameters, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
            return false;
        await CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Appends entries in their order, in a separate transaction.</summary>
    public async Task AppendAsync(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await CommitAsync(transaction, entries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<Guid, AuditHead>> LockAsync(NpgsqlConnection connection, AuditKeyRing ring, Guid[] chains, CancellationToken cancellationToken)
    {
        var heads = await LockExistingAsync(connection, ring, chains, cancellationToken).ConfigureAwait(false);
        if (heads.Count == chains.Length)
            return heads;

        Guid[] missing = [.. chains.Where(chain => !heads.ContainsKey(chain))];
        var start = new NpgsqlCommand(StartSql, connection);
        await using var disposing = start.ConfigureAwait(false);
        start.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = missing });
        await start.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (chain, head) in await LockExistingAsync(connection, ring, missing, cancellationToken).ConfigureAwait(false))
            heads.Add(chain, head);
        return heads;
    }

    private static async Task<Dictionary<Guid, AuditHead>> LockExistingAsync(NpgsqlConnection connection, AuditKeyRing ring, Guid[] chains, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(LockSql, connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = chains });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var heads = new Dictionary<Guid, AuditHead>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.GetInt16(3) != ring.CurrentId)
                throw new AuditKeyException("Another process has begun a new key of the audit log (Audit:Key); this one has to be started again, with the same configuration.");
            heads.Add(reader.GetGuid(0), new AuditHead(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return heads;
    }

    private AuditRow ToRow(AuditEntry entry, AuditHead head, AuditKeyRing ring)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var origin = AuditText.Origin(entry.Origin);
        var row = new AuditRow(
            entry.ChainId,
            head.Seq + 1,
            now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), // as the database keeps it
            AuditText.Bound(entry.Action),
            AuditText.Name(entry.Outcome),
            entry.Actor.UserId,
            AuditText.Bound(entry.Actor.Credential),
            AuditText.Bound(entry.Target),
            AuditText.Details(entry.Details),
            origin,
            origin is null ? null : AuditChain.Digest(origin),
            Hash: [],
            ring.CurrentId);
        return row with { Hash = AuditChain.HashRow(ring.Current, head.Hash, row) };
    }

    private static NpgsqlBatchCommand Insert(AuditRow row) => new NpgsqlBatchCommand(InsertSql)
        .With(row.ChainId).With(row.Seq).With(row.At).With(row.Action).With(row.Outcome).With(row.ActorId)
        .With(row.Credential).With(row.Target).With(row.Details).With(row.Origin).With(row.OriginDigest).With(row.Hash).With(row.KeyId);
}
