using Dapper;
using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>Reads the log in the order in which it is examined.</summary>
/// <param name="connection">With a transaction that sees one moment.</param>
/// <param name="oldKeysEnd">The last anchor that covers rows written with an old key.</param>
internal sealed class AuditSource(NpgsqlConnection connection, long oldKeysEnd)
{
    private const string AnchorsSql = "SELECT number, day, chain_id, seq, head_hash, hash, key_id FROM audit_anchors WHERE number >= $1 ORDER BY number LIMIT $2";

    private const string FactsSql = """
        SELECT h.seq, h.hash,
               (SELECT a.seq FROM audit_anchors a WHERE a.chain_id = $1 ORDER BY a.seq DESC LIMIT 1),
               (SELECT a.seq FROM audit_anchors a WHERE a.chain_id = $1 AND a.number <= $2 ORDER BY a.seq DESC LIMIT 1),
               least((SELECT chain_id FROM audit_log WHERE chain_id > $1 ORDER BY chain_id LIMIT 1),
                     (SELECT chain_id FROM audit_heads WHERE chain_id > $1 ORDER BY chain_id LIMIT 1),
                     (SELECT chain_id FROM audit_anchors WHERE chain_id > $1 ORDER BY chain_id LIMIT 1))
        FROM (VALUES (1)) AS one LEFT JOIN audit_heads h ON h.chain_id = $1
        """;

    private const string RowsSql = $"SELECT {AuditColumns.All} FROM audit_log WHERE chain_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3";

    private const string AnchoredSql = "SELECT seq, head_hash FROM audit_anchors WHERE chain_id = $1 AND seq BETWEEN $2 AND $3";

    private const string ErasedSql = "SELECT target FROM audit_log WHERE action = @EraseOrigins AND target = ANY (@targets)";

    /// <summary>Anchors from a number on.</summary>
    public Task<List<AuditAnchor>> ReadAnchorsAsync(long from, int limit, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(AnchorsSql).With(from).With(limit), ReadAnchor, cancellationToken);

    /// <summary>Returns the facts recorded about a chain, and the next chain with any facts.</summary>
    public async Task<(AuditChainFacts Facts, Guid? Next)> ReadFactsAsync(Guid chain, CancellationToken cancellationToken) =>
        (await ReadAsync(
            new NpgsqlBatchCommand(FactsSql).With(chain).With(oldKeysEnd),
            row => (
                new AuditChainFacts(
                    chain,
                    row.IsDBNull(0) ? null : new AuditHead(chain, row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
                    row.IsDBNull(2) ? 0 : row.GetInt64(2),
                    oldKeysEnd == long.MaxValue ? long.MaxValue : row.IsDBNull(3) ? 0 : row.GetInt64(3)),
                row.IsDBNull(4) ? (Guid?)null : row.GetGuid(4)),
            cancellationToken).ConfigureAwait(false)).Single();

    /// <summary>Returns a chain's rows from one on.</summary>
    public Task<List<AuditRow>> ReadRowsAsync(Guid chain, long from, int limit, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(RowsSql).With(chain).With(from).With(limit), AuditColumns.Read, cancellationToken);

    /// <summary>Returns the hashes of a chain's rows, as far as they are anchored.</summary>
    public async Task<Dictionary<long, byte[]>> ReadAnchoredAsync(Guid chain, long from, long to, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<long, byte[]>();
        foreach (var (seq, hash) in await ReadAsync(
            new NpgsqlBatchCommand(AnchoredSql).With(chain).With(from).With(to), row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellationToken).ConfigureAwait(false))
        {
            hashes[seq] = hash;
        }

        return hashes;
    }

    /// <summary>Returns the reasons why origins of these rows can be missing.</summary>
    public async Task<AuditOriginsGone> ReadOriginsGoneAsync(IEnumerable<AuditRow> rows, CancellationToken cancellationToken)
    {
        var users = rows.Where(AuditOriginsGone.Concerns).SelectMany(row => new[] { row.ChainId, row.ActorId ?? AuditEntry.Instance }).Distinct().ToList();
        if (users.Count == 0)
            return AuditOriginsGone.None;
        var expired = await AuditEraser.ReadExpiredAsync(connection, cancellationToken).ConfigureAwait(false);
        var erased = await connection.QueryAsync<string>(new CommandDefinition(
            ErasedSql, new { AuditLogActions.EraseOrigins, targets = users.ConvertAll(AuditEraser.TargetOf) }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return new AuditOriginsGone(erased.Select(AuditEraser.UserOf).OfType<Guid>().ToHashSet(), expired);
    }

    private static AuditAnchor ReadAnchor(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateOnly>(1), row.GetGuid(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5), row.GetInt16(6));

    private async Task<List<T>> ReadAsync<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var items = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            items.Add(read(reader));
        return items;
    }
}
