using Npgsql;

namespace EmailAgent.Grains.Quota;

/// <summary>The table <c>quota_leases</c>: leased units of projects' call budgets.</summary>
internal sealed class QuotaStore(NpgsqlDataSource dataSource)
{
    // Slots of five seconds: fine enough for a minute's window, few enough for a day's.
    private const string AddSql = """
        WITH forgotten AS (DELETE FROM quota_leases WHERE project = $1 AND slot < $4 - interval '5 seconds')
        INSERT INTO quota_leases (project, slot, units, leased_at)
        VALUES ($1, date_bin('5 seconds', $3, 'epoch'), $2, $3)
        ON CONFLICT (project, slot) DO UPDATE
        SET units = quota_leases.units + EXCLUDED.units, leased_at = greatest(quota_leases.leased_at, EXCLUDED.leased_at)
        """;

    private const string ListSql = "SELECT units, leased_at FROM quota_leases WHERE project = $1 AND leased_at > $2 ORDER BY slot";

    /// <summary>Stores a lease, and deletes those that no longer count.</summary>
    /// <param name="forget">Leases up to this time no longer count.</param>
    public async Task AddAsync(string project, long units, DateTimeOffset now, DateTimeOffset forget, CancellationToken cancellationToken)
    {
        var command = Command(AddSql, project);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = units });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = forget });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the leases after a time, oldest first. Leases of the same few seconds are merged into one, with the time of the last of them.
    /// </summary>
    public async Task<IReadOnlyList<StoredLease>> ListAsync(string project, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var command = Command(ListSql, project);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var leases = new List<StoredLease>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            leases.Add(new StoredLease(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)));
        return leases;
    }

    private NpgsqlCommand Command(string sql, string project)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = project });
        return command;
    }
}
