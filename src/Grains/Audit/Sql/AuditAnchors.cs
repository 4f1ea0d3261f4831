using Dapper;
using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>Records once a day where every chain ends, in a separate chain: from then on, removing earlier rows is detected.</summary>
internal sealed class AuditAnchors(NpgsqlDataSource database, AuditKeys keys, TimeProvider time)
{
    // Any constant that no other advisory lock of this product uses.
    private const long Lock = 0x656D616175646974;

    private const string InsertSql = "INSERT INTO audit_anchors (number, day, chain_id, seq, head_hash, hash, key_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    private const string LastSql = "SELECT number AS Number, day AS Day, hash AS Hash FROM audit_anchors ORDER BY number DESC LIMIT 1";

    // The instance's chain every time and last: by it one sees whether the anchors of a day are all there.
    private const string GrownSql = """
        SELECT h.chain_id AS ChainId, h.seq AS Seq, h.hash AS Hash
        FROM audit_heads h
        WHERE h.chain_id <> @Instance
          AND h.seq > coalesce((SELECT a.seq FROM audit_anchors a WHERE a.chain_id = h.chain_id ORDER BY a.seq DESC LIMIT 1), 0)
        UNION ALL
        SELECT @Instance, coalesce(h.seq, 0), coalesce(h.hash, '')
        FROM (VALUES (1)) AS one LEFT JOIN audit_heads h ON h.chain_id = @Instance
        ORDER BY 1 DESC
        """;

    /// <summary>Anchors yesterday (UTC), unless that has been done.</summary>
    /// <returns>Number and hash of the last anchor made, for a witness outside the database; null if none was.</returns>
    public async Task<AuditWitness?> AnchorAsync(CancellationToken cancellationToken)
    {
        var ring = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var day = Yesterday(time);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await LockAsync(connection, cancellationToken).ConfigureAwait(false);
        if (await ReadLastAsync(connection, cancellationToken).ConfigureAwait(false) is { } last && last.Day >= day)
            return null;

        var witness = await AppendAsync(connection, ring, day, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return witness;
    }

    internal static DateOnly Yesterday(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);

    /// <summary>Waits for other processes that make anchors, and blocks them until the transaction ends.</summary>
    internal static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, cancellationToken: cancellationToken));

    /// <summary>Anchors every chain that has grown.</summary>
    /// <param name="connection">With an open transaction that holds the lock.</param>
    /// <param name="ring">The keys.</param>
    /// <param name="day">Which day is over.</param>
    internal static async Task<AuditWitness> AppendAsync(NpgsqlConnection connection, AuditKeyRing ring, DateOnly day, CancellationToken cancellationToken)
    {
        var last = await ReadLastAsync(connection, cancellationToken).ConfigureAwait(false);
        var (number, hash) = (last?.Number ?? 0, last?.Hash ?? []);
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var head in await connection.QueryAsync<AuditHead>(new CommandDefinition(GrownSql, new { AuditEntry.Instance }, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            var anchor = new AuditAnchor(++number, day, head.ChainId, head.Seq, head.Hash, [], ring.CurrentId);
            hash = AuditChain.HashAnchor(ring.Current, hash, anchor);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertSql).With(number).With(day).With(head.ChainId).With(head.Seq).With(head.Hash).With(hash).With(ring.CurrentId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return new AuditWitness(number, Convert.ToHexStringLower(hash));
    }

    private static Task<LastAnchor?> ReadLastAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<LastAnchor>(new CommandDefinition(LastSql, cancellationToken: cancellationToken));

    private sealed record LastAnchor(long Number, DateOnly Day, byte[] Hash);
}
