using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Jobs;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>Counts the analysis for users and administrators, and restarts it.</summary>
internal sealed class AnalysisReader(NpgsqlDataSource database, JobQueue queue, AuditLog audit, AnalysisSteps steps, TimeProvider time) : IDisposable
{
    private const string Counts = """
        count(*) FILTER (WHERE state = 'analyzed' OR (state = 'backlog' AND analyzed_at IS NOT NULL)),
        count(*),
        count(*) FILTER (WHERE state = 'waiting' OR (state = 'backlog' AND analyzed_at IS NULL)),
        count(*) FILTER (WHERE state = 'failed'),
        count(*) FILTER (WHERE state = 'backlog' AND analyzed_at IS NOT NULL)
        """;

    private const string StatusSql = $"""
        SELECT {Counts},
               max(date) FILTER (WHERE state = 'waiting' OR (state = 'backlog' AND analyzed_at IS NULL)),
               (SELECT per_second FROM analysis_paces WHERE user_id = $1)
        FROM message_analysis
        WHERE user_id = $1 AND ($2::uuid[] IS NULL OR connection_id = ANY ($2))
        """;

    private const string CountSql = $"SELECT {Counts} FROM message_analysis";

    private const string FailuresSql = """
        SELECT failed_step, error, count(*)
        FROM message_analysis
        WHERE state = 'failed'
        GROUP BY failed_step, error
        ORDER BY count(*) DESC, failed_step, error
        LIMIT 100
        """;

    private static readonly TimeSpan CountedEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _counting = new(1);
    private AnalysisStats? _counted;

    /// <summary>Counts a user's messages.</summary>
    public async Task<AnalysisStatus> GetStatusAsync(Visibility visible, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(StatusSql).With(visible.UserId).With<Guid[]?>(visible.ConnectionIds is { } ids ? [.. ids] : null);
        return (await database.ReadRowsAsync(query, ReadStatus, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Requests that mail is analyzed again: a job puts it into the backlog.</summary>
    public async Task RestartAsync(Visibility visible, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await queue.EnqueueAsync(transaction, AnalysisJobs.RestartOf(visible.UserId, visible.ConnectionIds), cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts all messages at most once in ten seconds, since this reads the whole table; in between it returns the last counts.</summary>
    public async Task<AnalysisStats> CountAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (_counted is { } counted && now - counted.AsOf < CountedEvery)
                return counted;
            var failures = await database.ReadRowsAsync(
                new NpgsqlBatchCommand(FailuresSql), row => new AnalysisFailures(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken).ConfigureAwait(false);
            var stats = await database.ReadRowsAsync(new NpgsqlBatchCommand(CountSql), row => ReadStats(row, failures, now), cancellationToken).ConfigureAwait(false);
            return _counted = stats[0];
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private static AnalysisStatus ReadStatus(NpgsqlDataReader row)
    {
        var (waiting, repeating) = (row.GetInt64(2), row.GetInt64(4));
        var eta = AnalysisPolicy.Eta(waiting + repeating, row.IsDBNull(6) ? null : row.GetFloat(6));
        return new AnalysisStatus(row.GetInt64(0), row.GetInt64(1), waiting, row.GetInt64(3), repeating, eta, row.GetTimeOrNull(5));
    }

    private AnalysisStats ReadStats(NpgsqlDataReader row, List<AnalysisFailures> failures, DateTimeOffset now) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
        [.. steps.All.Select(step => new AnalysisStepInfo(step.Name, step.Version))], failures, now);
}
