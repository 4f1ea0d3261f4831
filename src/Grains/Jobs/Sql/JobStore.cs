using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Jobs;

/// <summary>The table <c>jobs</c>, for the workers. Times are those of the clock of the process, as in all stores.</summary>
internal sealed class JobStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string LostError = "The process ended, or lost the database, during the attempt.";

    // What an administrator cancelled is not taken over.
    private const string DropLostSql = """
        DELETE FROM jobs WHERE id IN (
            SELECT id FROM jobs
            WHERE kind = $1 AND state = 'running' AND lease_until <= $2 AND is_cancelled AND NOT is_again
            FOR UPDATE SKIP LOCKED)
        """;

    private const string TakeOverSql = """
        UPDATE jobs
        SET state = CASE WHEN is_again OR attempts < $3 THEN 'scheduled' ELSE 'parked' END,
            attempts = CASE WHEN is_again THEN 0 ELSE attempts END,
            lease = NULL, lease_until = NULL, is_again = false, is_cancelled = false, error = $4
        WHERE id IN (
            SELECT id FROM jobs
            WHERE kind = $1 AND state = 'running' AND lease_until <= $2 AND (is_again OR NOT is_cancelled)
            FOR UPDATE SKIP LOCKED)
        """;

    private const string PromoteSql = """
        UPDATE jobs SET state = 'ready' WHERE id IN (
            SELECT id FROM jobs
            WHERE kind = $1 AND state = 'scheduled' AND run_at <= $2
            ORDER BY run_at
            LIMIT 1000
            FOR UPDATE SKIP LOCKED)
        """;

    // Users in turn: each is one step into the index jobs_ready, from the user after $2, and then from the first. Of each the jobs that are due longest, as
    // many as fill the limit if all users had so many, but no more than the user has room for ($5, $6; else $4).
    private const string ClaimSql = """
        WITH RECURSIVE later AS (
            (SELECT turn, 1 AS place FROM jobs WHERE kind = $1 AND state = 'ready' AND turn > $2 ORDER BY turn LIMIT 1)
            UNION ALL
            SELECT (SELECT j.turn FROM jobs j WHERE j.kind = $1 AND j.state = 'ready' AND j.turn > l.turn ORDER BY j.turn LIMIT 1), l.place + 1
            FROM later l
            WHERE l.turn IS NOT NULL AND l.place < $3 + cardinality($5)
        ), earlier AS (
            (SELECT turn, 1 AS place FROM jobs WHERE kind = $1 AND state = 'ready' AND turn <= $2 ORDER BY turn LIMIT 1)
            UNION ALL
            SELECT (SELECT j.turn FROM jobs j WHERE j.kind = $1 AND j.state = 'ready' AND j.turn > e.turn AND j.turn <= $2 ORDER BY j.turn LIMIT 1), e.place + 1
            FROM earlier e
            WHERE e.turn IS NOT NULL AND e.place < $3 + cardinality($5)
        ), users_in_turn AS (
            SELECT u.turn, u.place, coalesce(b.room, $4) AS room
            FROM (SELECT turn, place FROM later UNION ALL SELECT turn, place + 1000000 FROM earlier) u
            LEFT JOIN unnest($5, $6) AS b (turn, room) ON b.turn = u.turn
            WHERE u.turn IS NOT NULL AND coalesce(b.room, $4) > 0
            ORDER BY u.place
            LIMIT $3
        ), claimed AS (
            SELECT j.id, u.place
            FROM users_in_turn u
            CROSS JOIN LATERAL (
                SELECT id FROM jobs
                WHERE kind = $1 AND state = 'ready' AND turn = u.turn
                ORDER BY run_at, id
                LIMIT least(u.room, ceil($3::numeric / (SELECT count(*) FROM users_in_turn))::int)
                FOR UPDATE SKIP LOCKED) j
            ORDER BY u.place
            LIMIT $3
        )
        UPDATE jobs j
        SET state = 'running', attempts = attempts + 1, lease = $7, lease_until = $8, started_at = $9
        FROM claimed c
        WHERE j.id = c.id
        RETURNING j.id, j.user_id, j.payload, j.attempts, j.run_at, j.created_at, j.turn, c.place
        """;

    // Not min(): with statistics that are out of date, it would read all scheduled jobs.
    private const string NextSql = """
        SELECT least(
                   (SELECT run_at FROM jobs WHERE kind = $1 AND state = 'scheduled' ORDER BY run_at LIMIT 1),
                   (SELECT lease_until FROM jobs WHERE kind = $1 AND state = 'running' ORDER BY lease_until LIMIT 1)),
               EXISTS (SELECT 1 FROM jobs WHERE kind = $1 AND state = 'ready')
        """;

    private const string RenewSql = """
        UPDATE jobs j
        SET lease_until = $3
        FROM unnest($1, $2) AS held (id, lease)
        WHERE j.id = held.id AND j.lease = held.lease
        RETURNING j.id, j.is_cancelled AND NOT j.is_again
        """;

    // A job that is requested again while the first statement waits for its row is found by the second, which sees what was committed meanwhile.
    private const string CompleteSql = "DELETE FROM jobs WHERE id = $1 AND lease = $2 AND NOT is_again";

    private const string AgainSql = """
        UPDATE jobs
        SET state = 'scheduled', attempts = 0, error = NULL, lease = NULL, lease_until = NULL, is_again = false, is_cancelled = false
        WHERE id = $1 AND lease = $2 AND is_again
        """;

    private const string DropCancelledSql = "DELETE FROM jobs WHERE id = $1 AND lease = $2 AND is_cancelled AND NOT is_again";

    private const string FailSql = """
        UPDATE jobs
        SET state = CASE WHEN $3 AND NOT is_again THEN 'parked' ELSE 'scheduled' END,
            attempts = CASE WHEN is_again THEN 0 ELSE attempts END,
            run_at = $4, error = $5, lease = NULL, lease_until = NULL, is_again = false, is_cancelled = false
        WHERE id = $1 AND lease = $2
        """;

    private const string ReleaseSql = """
        UPDATE jobs
        SET state = 'scheduled', attempts = CASE WHEN is_again THEN 0 ELSE attempts - 1 END,
            lease = NULL, lease_until = NULL, is_again = false, is_cancelled = false
        WHERE id = $1 AND lease = $2
        """;

    /// <summary>
    /// Makes jobs ready that are due, takes over those whose lease has ended, and claims ready ones: users take turns, whatever the number of their jobs.
    /// No other worker has a claimed job, as long as its lease is renewed.
    /// </summary>
    public async Task<ClaimedJobs> ClaimAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        var (now, lease) = (time.GetUtcNow(), Guid.NewGuid());
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DropLostSql).With(claim.Kind).With(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeOverSql).With(claim.Kind).With(now).With(claim.Policy.MostAttempts).With(LostError));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PromoteSql).With(claim.Kind).With(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql)
            .With(claim.Kind).With(claim.After).With(claim.Limit).With(claim.Policy.PerUser).With(claim.Rooms.Keys.ToArray()).With(claim.Rooms.Values.ToArray())
            .With(lease).With(now + claim.Lease).With(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NextSql).With(claim.Kind));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        var jobs = new List<(int Place, ClaimedJob Job)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            jobs.Add((reader.GetInt32(7), ReadClaimed(reader, claim.Kind, lease)));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new ClaimedJobs([.. jobs.OrderBy(job => job.Place).Select(job => job.Job)], reader.GetTimeOrNull(0), reader.GetBoolean(1));
    }

    /// <summary>Extends the leases of running jobs.</summary>
    /// <returns>The jobs that are still the worker's, and whether an administrator has cancelled them.</returns>
    public async Task<IReadOnlyDictionary<Guid, bool>> RenewAsync(IReadOnlyCollection<ClaimedJob> held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(RenewSql).With(held.Select(job => job.Job.Id).ToArray()).With(held.Select(job => job.Lease).ToArray()).With(until);
        var renewed = await database.ReadRowsAsync(query, row => (Id: row.GetGuid(0), IsCancelled: row.GetBoolean(1)), cancellationToken).ConfigureAwait(false);
        return renewed.ToDictionary(job => job.Id, job => job.IsCancelled);
    }

    /// <summary>Deletes a job that is done, or makes it wait for its next run if it was requested again meanwhile.</summary>
    /// <returns>False if the job is no longer the worker's.</returns>
    public Task<bool> CompleteAsync(ClaimedJob job, CancellationToken cancellationToken) => SettleAsync(
        [Of(CompleteSql, job), Of(AgainSql, job)], cancellationToken);

    /// <summary>Ends a failed attempt: the job is retried, parked, or deleted if it was cancelled.</summary>
    /// <returns>As of <see cref="CompleteAsync"/>.</returns>
    public Task<bool> FailAsync(ClaimedJob job, bool isFinal, DateTimeOffset retryAt, string error, CancellationToken cancellationToken) => SettleAsync(
        [Of(DropCancelledSql, job), Of(FailSql, job).With(isFinal).With(retryAt).With(PgText.Clean(error))], cancellationToken);

    /// <summary>Returns a job that was interrupted because the process stops. The attempt does not count, and another silo is notified.</summary>
    /// <returns>As of <see cref="CompleteAsync"/>.</returns>
    public Task<bool> ReleaseAsync(ClaimedJob job, CancellationToken cancellationToken) => SettleAsync(
        [Of(DropCancelledSql, job), Of(ReleaseSql, job), new NpgsqlBatchCommand("SELECT pg_notify('jobs', $1)").With(job.Job.Kind)], cancellationToken);

    private static NpgsqlBatchCommand Of(string sql, ClaimedJob job) => new NpgsqlBatchCommand(sql).With(job.Job.Id).With(job.Lease);

    private static ClaimedJob ReadClaimed(NpgsqlDataReader row, string kind, Guid lease) => new(
        new Job(
            row.GetGuid(0), kind, row.IsDBNull(1) ? null : row.GetGuid(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4),
            row.GetFieldValue<DateTimeOffset>(5)),
        lease,
        row.GetGuid(6));

    private async Task<bool> SettleAsync(NpgsqlBatchCommand[] commands, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
    }
}
