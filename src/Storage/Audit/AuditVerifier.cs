using System.Data;
using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Audit;

/// <summary>Reads the whole log, as it is at one moment, and says what is not as it was written.</summary>
public sealed class AuditVerifier(NpgsqlDataSource database, AuditKey keys, TimeProvider time)
{
    private const string RowsSql = $"SELECT {AuditColumns.All} FROM audit_log ORDER BY chain_id, seq";

    // Anchors are made within an hour after the end of a day; until then the day before is the last that must have one.
    private const int AnchoredAfterDays = 2;

    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using var ending = snapshot.ConfigureAwait(false);

        var examination = new AuditExamination(key, await ReadErasedAsync(connection, cancellationToken).ConfigureAwait(false));
        await ExamineAnchorsAsync(connection, examination, cancellationToken).ConfigureAwait(false);
        await ExamineChainsAsync(connection, examination, cancellationToken).ConfigureAwait(false);
        return examination.Verdict;
    }

    private async Task ExamineAnchorsAsync(NpgsqlConnection connection, AuditExamination examination, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT number, day, chain_id, seq, head_hash, hash FROM audit_anchors ORDER BY number", connection);
        await using var disposing = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                examination.Examine(new AuditAnchor(
                    reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5)));
            }
        }

        var expected = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-AnchoredAfterDays);
        var oldest = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition("SELECT min(at) FROM audit_log", cancellationToken: cancellationToken)).ConfigureAwait(false);
        examination.EndAnchors(oldest is { } first && DateOnly.FromDateTime(first) <= expected ? expected : null);
    }

    private static async Task ExamineChainsAsync(NpgsqlConnection connection, AuditExamination examination, CancellationToken cancellationToken)
    {
        var heads = (await connection.QueryAsync<AuditHead>(new CommandDefinition(
            "SELECT chain_id AS ChainId, seq AS Seq, hash AS Hash FROM audit_heads", cancellationToken: cancellationToken)).ConfigureAwait(false)).ToDictionary(head => head.ChainId);
        var open = heads.Keys.Union(examination.AnchoredChains).ToHashSet();

        var command = new NpgsqlCommand(RowsSql, connection) { CommandTimeout = 0 };
        await using var disposing = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        Guid? current = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = AuditColumns.Read(reader);
            if (current is { } before && before != row.ChainId)
                End(before);
            current = row.ChainId;
            examination.Examine(row);
        }

        if (current is { } last)
            End(last);
        foreach (var chain in open.Order().ToList())
            End(chain);

        void End(Guid chain)
        {
            examination.EndChain(chain, heads.GetValueOrDefault(chain));
            open.Remove(chain);
        }
    }

    private static async Task<HashSet<Guid>> ReadErasedAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT target FROM audit_log WHERE chain_id = @Instance AND action = @EraseOrigins AND target IS NOT NULL",
            new { AuditEntry.Instance, AuditActions.EraseOrigins },
            cancellationToken: cancellationToken)).ConfigureAwait(false)).Select(AuditEraser.UserOf).OfType<Guid>()];
}
