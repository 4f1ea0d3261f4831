using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>Reads the log, newest first.</summary>
internal sealed class AuditReader(NpgsqlDataSource database)
{
    private const string Newest = "ORDER BY at DESC, chain_id DESC, seq DESC LIMIT $8";

    /// <param name="query">Which part of the log.</param>
    /// <param name="after">The entry that <see cref="AuditFilter.After"/> stands for; null for the first page.</param>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter query, AuditPosition? after, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand(ToSql(query, after));
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = query.UserId });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = PgText.Clean(query.Action) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = query.From?.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = query.To?.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTime?> { TypedValue = after?.At });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = after?.ChainId });
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = after?.Seq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Outcome });

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var records = new List<AuditRecord>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            records.Add(AuditRecord.From(AuditColumns.Read(reader)));
        return records;
    }

    /// <summary>Indicates whether a user exists, or existed: the log outlives accounts.</summary>
    public async Task<bool> KnowsAsync(Guid userId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT EXISTS (SELECT 1 FROM audit_heads WHERE chain_id = $1)
                OR EXISTS (SELECT 1 FROM users WHERE id = $1)
                OR EXISTS (SELECT 1 FROM audit_log WHERE actor_id = $1)
            """;
        var command = database.CreateCommand(Sql);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    // Only the conditions that are asked for, so that each kind of question has a plan of its own, which is bounded by an index.
    private static string ToSql(AuditFilter query, AuditPosition? after)
    {
        var filter = string.Concat(Conditions(query, after).Select(condition => $" AND {condition}"));
        if (query.UserId is null)
            return $"SELECT {AuditColumns.All} FROM audit_log WHERE true{filter} {Newest}";

        // Entries about a user and entries by a user are two indexes; each returns its newest, and the newest of both are the page.
        return $"""
            (SELECT {AuditColumns.All} FROM audit_log WHERE chain_id = $1{filter} {Newest})
            UNION ALL
            (SELECT {AuditColumns.All} FROM audit_log WHERE actor_id = $1 AND chain_id <> $1{filter} {Newest})
            {Newest}
            """;
    }

    private static IEnumerable<string> Conditions(AuditFilter query, AuditPosition? after)
    {
        if (query.Action is { } action)
            yield return action.Contains('.', StringComparison.Ordinal) ? "action = $2" : "starts_with(action, $2 || '.')";
        if (query.From is not null)
            yield return "at >= $3";
        if (query.To is not null)
            yield return "at < $4";
        if (after is not null)
            yield return "(at, chain_id, seq) < ($5, $6, $7)";
        if (query.Outcome is { } outcome)
            yield return outcome == AuditText.Name(AuditOutcome.Succeeded) ? "outcome = $9" : "outcome = $9 AND outcome <> 'succeeded'";
    }
}
