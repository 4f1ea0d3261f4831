using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Jobs;

/// <summary>Enqueues work that may wait, in the transaction that causes it: both become true, or neither.</summary>
internal sealed class JobQueue(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The channel on which workers are notified of due jobs; the payload is the kind.</summary>
    public const string Channel = "jobs";

    /// <summary>Jobs that are due later than this are found by polls, which are no further apart.</summary>
    public static readonly TimeSpan NotifiedAhead = TimeSpan.FromMinutes(1);

    // A retry that waits keeps its time: a repeated request must not undo the backoff.
    private const string EnqueueSql = """
        WITH enqueued AS (
            INSERT INTO jobs AS j (id, kind, user_id, dedupe_key, payload, state, run_at, created_at)
            VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 <= $7 THEN 'ready' ELSE 'scheduled' END, $6, $7)
            ON CONFLICT (kind, turn, dedupe_key) WHERE dedupe_key IS NOT NULL DO UPDATE SET
                payload = excluded.payload,
                run_at = CASE
                    WHEN j.state IN ('running', 'parked') THEN excluded.run_at
                    WHEN j.attempts > 0 THEN j.run_at
                    ELSE least(j.run_at, excluded.run_at) END,
                state = CASE
                    WHEN j.state = 'running' THEN 'running'
                    WHEN j.state = 'parked' THEN excluded.state
                    WHEN j.attempts > 0 THEN j.state
                    WHEN 'ready' IN (j.state, excluded.state) THEN 'ready'
                    ELSE 'scheduled' END,
                attempts = CASE WHEN j.state = 'parked' THEN 0 ELSE j.attempts END,
                is_again = j.state = 'running'
            RETURNING j.id
        )
        SELECT id, CASE WHEN $8 THEN pg_notify('jobs', $2) END FROM enqueued
        """;

    /// <summary>
    /// Returns the statement that enqueues a job, to be added to a batch. Its result is one row with the job's id. In a transaction that enqueues several
    /// jobs with dedupe keys, these are in the order of their keys, so that two transactions cannot wait for each other.
    /// </summary>
    public NpgsqlBatchCommand Enqueue(NewJob job)
    {
        var now = time.GetUtcNow();
        var runAt = job.RunAt?.ToUniversalTime() ?? now;
        return new NpgsqlBatchCommand(EnqueueSql)
            .With(Guid.CreateVersion7(now)).With(job.Kind).With(job.UserId).With(PgText.Clean(job.DedupeKey)).With(PgText.Clean(job.Payload))
            .With(runAt).With(now).With(runAt <= now + NotifiedAhead);
    }

    /// <summary>Enqueues a job in the caller's transaction. Workers are notified when it commits.</summary>
    /// <returns>The job's id; that of the existing job if it has the same dedupe key.</returns>
    public async Task<Guid> EnqueueAsync(NpgsqlTransaction transaction, NewJob job, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(transaction.Connection!, transaction);
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(Enqueue(job));
        return (Guid)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Enqueues a job that follows from no other change.</summary>
    /// <returns>As of the other overload.</returns>
    public async Task<Guid> EnqueueAsync(NewJob job, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(Enqueue(job), row => row.GetGuid(0), cancellationToken).ConfigureAwait(false))[0];
}
