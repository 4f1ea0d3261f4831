using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Jobs;

/// <summary>The table <c>jobs</c>, for administrators.</summary>
internal sealed class JobReader(NpgsqlDataSource database, AuditLog audit, TimeProvider time) : IDisposable
{
    private const string Columns = "id, kind, user_id, state, run_at, attempts, error, created_at, started_at";

    // In the order of their ids, which is that of their creation.
    private const string ListSql = $"""
        SELECT {Columns}
        FROM jobs
        WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC
        LIMIT $4
        """;

    // Of its own, so that the few parked jobs are found by their index.
    private const string ListParkedSql = $"""
        SELECT {Columns}
        FROM jobs
        WHERE state = 'parked' AND ($1::text IS NULL OR kind = $1) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC
        LIMIT $3
        """;

    private const string FindSql = $"SELECT {Columns} FROM jobs WHERE id = $1";

    private const string CountSql = """
        SELECT kind,
               count(*) FILTER (WHERE state = 'scheduled'),
               count(*) FILTER (WHERE state = 'ready'),
               count(*) FILTER (WHERE state = 'running'),
               count(*) FILTER (WHERE state = 'parked'),
               min(run_at) FILTER (WHERE state = 'ready'),
               min(started_at) FILTER (WHERE state = 'parked')
        FROM jobs
        GROUP BY kind
        ORDER BY kind
        """;

    private const string RetrySql = """
        UPDATE jobs SET state = 'ready', attempts = 0, run_at = @now WHERE id = @id AND state <> 'running';
        SELECT pg_notify('jobs', @kind)
        """;

    private const string DeleteSql = "DELETE FROM jobs WHERE id = @id AND state <> 'running'";

    private const string InterruptSql = "UPDATE jobs SET is_cancelled = true, is_again = false WHERE id = @id AND state = 'running'";

    private static readonly TimeSpan CountedEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _counting = new(1);
    private JobStats? _counted;

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="kind">Null for all.</param>
    /// <param name="state">Null for all.</param>
    /// <param name="before">The last job of the page before; null for the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public async Task<IReadOnlyList<QueuedJob>> ListAsync(string? kind, string? state, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var query = state == JobStates.Parked
            ? new NpgsqlBatchCommand(ListParkedSql).With(PgText.Clean(kind)).With(before).With(limit)
            : new NpgsqlBatchCommand(ListSql).With(PgText.Clean(kind)).With(state).With(before).With(limit);
        return await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns a job, or null if there is none or it is done.</summary>
    public async Task<QueuedJob?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(new NpgsqlBatchCommand(FindSql).With(id), Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Counts the jobs at most once in ten seconds, since this reads the whole table; in between it returns the last counts.</summary>
    public async Task<JobStats> CountAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (_counted is { } counted && now - counted.AsOf < CountedEvery)
                return counted;
            var kinds = await database.ReadRowsAsync(new NpgsqlBatchCommand(CountSql), row => ReadKind(row, now), cancellationToken).ConfigureAwait(false);
            return _counted = new JobStats(kinds, now);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>Makes a job ready that is not running, and notifies the workers.</summary>
    /// <returns>False, with nothing appended to the audit log, if there is no such job or it is running.</returns>
    public Task<bool> RetryAsync(Guid id, string kind, AuditEntry entry, CancellationToken cancellationToken) =>
        audit.ChangeAsync(RetrySql, new { id, kind, now = time.GetUtcNow() }, entry, cancellationToken);

    /// <summary>Deletes a job, or marks a running one to be interrupted and deleted by its worker.</summary>
    /// <returns>False, with nothing appended to the audit log, if there is no such job.</returns>
    public async Task<bool> CancelAsync(Guid id, AuditEntry entry, CancellationToken cancellationToken)
    {
        // The last again, for an attempt that ended between the first two.
        foreach (var sql in (string[])[DeleteSql, InterruptSql, DeleteSql])
        {
            if (await audit.ChangeAsync(sql, new { id }, entry, cancellationToken).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    public void Dispose() => _counting.Dispose();

    private static QueuedJob Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)), row.GetString(1), row.IsDBNull(2) ? null : Ids.Format(row.GetGuid(2)), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4),
        row.GetInt32(5), row.GetStringOrNull(6), row.GetFieldValue<DateTimeOffset>(7), row.GetTimeOrNull(8));

    private static JobKindStats ReadKind(NpgsqlDataReader row, DateTimeOffset now) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), Age(row.GetTimeOrNull(5), now), Age(row.GetTimeOrNull(6), now));

    private static long Age(DateTimeOffset? since, DateTimeOffset now) => since < now ? (long)(now - since.Value).TotalSeconds : 0;
}
