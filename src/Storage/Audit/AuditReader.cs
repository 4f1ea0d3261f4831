using EmailAgent.Storage.Database;
using Npgsql;

namespace EmailAgent.Storage.Audit;

/// <summary>Reads the log, newest first.</summary>
public sealed class AuditReader(NpgsqlDataSource database)
{
    // What is about a user and what a user did are two indexes; each gives its newest, and the newest of both are the page.
    private const string ListSql = $"""
        WITH page AS (
            SELECT {AuditColumns.All} FROM audit_log
            WHERE $1 IS NULL AND {Filter}
            {Newest}
        ), about AS (
            SELECT {AuditColumns.All} FROM audit_log
            WHERE chain_id = $1 AND {Filter}
            {Newest}
        ), by AS (
            SELECT {AuditColumns.All} FROM audit_log
            WHERE actor_id = $1 AND chain_id <> $1 AND {Filter}
            {Newest}
        )
        SELECT * FROM page UNION ALL SELECT * FROM about UNION ALL SELECT * FROM by
        {Newest}
        """;

    private const string Filter = """
        ($2 IS NULL OR action = $2 OR starts_with(action, $2 || '.'))
            AND ($3 IS NULL OR at >= $3) AND ($4 IS NULL OR at < $4)
            AND ($9 IS NULL OR outcome = $9)
            AND ($5 IS NULL OR (at, chain_id, seq) < ($5, $6, $7))
        """;

    private const string Newest = "ORDER BY at DESC, chain_id DESC, seq DESC LIMIT $8";

    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand(ListSql);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = query.UserId });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = PgText.Clean(query.Action) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = query.From?.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = query.To?.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTime?> { TypedValue = query.Before?.At });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = query.Before?.ChainId });
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = query.Before?.Seq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Outcome });

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var records = new List<AuditRecord>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            records.Add(AuditRecord.From(AuditColumns.Read(reader)));
        return records;
    }
}
