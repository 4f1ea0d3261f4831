using EmailAgent.Database;
using EmailAgent.Grains.Jobs;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>Puts analyzed mail into the backlog, in chunks that can be stopped and resumed.</summary>
internal sealed class AnalysisBacklog(NpgsqlDataSource database, JobQueue queue)
{
    private const int ChunkRows = 5_000;

    // What another transaction has locked is being analyzed at this moment, or deleted.
    private const string RestartSql = """
        WITH chunk AS (
            SELECT message_id FROM message_analysis WHERE user_id = $1 AND message_id > $2 ORDER BY message_id LIMIT $3
        ), free AS (
            SELECT a.message_id
            FROM message_analysis a
            JOIN chunk c ON c.message_id = a.message_id
            WHERE a.user_id = $1 AND a.state <> 'waiting' AND a.analyzed_at < $4 AND ($5::uuid[] IS NULL OR a.connection_id = ANY ($5))
            FOR UPDATE OF a SKIP LOCKED
        ), marked AS (
            UPDATE message_analysis a
            SET state = 'backlog', versions = '', failed_step = NULL, error = NULL
            FROM free f
            WHERE a.user_id = $1 AND a.message_id = f.message_id
        )
        SELECT message_id FROM chunk ORDER BY message_id DESC LIMIT 1
        """;

    private const string BeginSql = """
        UPDATE analysis_renewal
        SET versions = $2, last_user_id = $3, last_message_id = $3
        WHERE versions = $1
        """;

    private const string ReadSql = "SELECT versions, last_user_id, last_message_id FROM analysis_renewal";

    private const string RenewSql = """
        WITH chunk AS (
            SELECT user_id, message_id, state
            FROM message_analysis
            WHERE (user_id, message_id) > ($1, $2)
            ORDER BY user_id, message_id
            LIMIT $3
        ), free AS (
            SELECT a.user_id, a.message_id
            FROM message_analysis a
            JOIN chunk c ON c.user_id = a.user_id AND c.message_id = a.message_id
            WHERE a.state IN ('analyzed', 'failed') AND a.versions <> $4
            FOR UPDATE OF a SKIP LOCKED
        ), marked AS (
            UPDATE message_analysis a
            SET state = 'backlog'
            FROM free f
            WHERE a.user_id = f.user_id AND a.message_id = f.message_id
            RETURNING a.user_id, a.message_id
        )
        SELECT c.user_id, c.message_id, c.state = 'backlog' OR m.message_id IS NOT NULL
        FROM chunk c
        LEFT JOIN marked m ON m.user_id = c.user_id AND m.message_id = c.message_id
        ORDER BY c.user_id, c.message_id
        """;

    private const string ContinueSql = "UPDATE analysis_renewal SET last_user_id = $1, last_message_id = $2";

    /// <summary>Puts the next analyzed messages of a user into the backlog, for all steps.</summary>
    /// <param name="connectionIds">Only of these mailboxes; null for all.</param>
    /// <param name="after">The end of the former chunk.</param>
    /// <param name="before">Only what was analyzed before this time.</param>
    /// <returns>The end of the chunk; null when there are no more.</returns>
    public async Task<Guid?> RestartChunkAsync(Guid userId, Guid[]? connectionIds, Guid after, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(RestartSql).With(userId).With(after).With(ChunkRows).With(before).With(connectionIds);
        if (await database.ReadRowsAsync(query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false) is not [var last])
            return null;
        await queue.EnqueueAsync(AnalysisJobs.Of(userId, AnalysisStates.Backlog), cancellationToken).ConfigureAwait(false);
        return last;
    }

    /// <summary>Begins to compare all mail with the versions of the steps, unless this was done, or is going on. An older process begins nothing.</summary>
    public async Task BeginRenewalAsync(StepVersions versions, CancellationToken cancellationToken)
    {
        var stored = await database.ReadRowsAsync(new NpgsqlBatchCommand(ReadSql), row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        if (!StepVersions.Parse(stored[0]).IsBehind(versions))
            return;
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(BeginSql).With(stored[0]).With(versions.ToString()).With(Guid.Empty));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts the next messages into the backlog that have not passed all steps in these versions, and enqueues the jobs of their users.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RenewChunkAsync(StepVersions versions, CancellationToken cancellationToken)
    {
        var positions = await database.ReadRowsAsync(
            new NpgsqlBatchCommand(ReadSql), row => row.IsDBNull(1) ? default((Guid UserId, Guid MessageId)?) : (row.GetGuid(1), row.GetGuid(2)), cancellationToken).ConfigureAwait(false);
        if (positions is not [{ } position])
            return false;

        var chunk = await database.ReadRowsAsync(
            new NpgsqlBatchCommand(RenewSql).With(position.UserId).With(position.MessageId).With(ChunkRows).With(versions.ToString()),
            row => (UserId: row.GetGuid(0), MessageId: row.GetGuid(1), IsBacklog: row.GetBoolean(2)),
            cancellationToken).ConfigureAwait(false);
        // Each by itself: a transaction that holds several rows of jobs and waits for others could wait for a worker that waits for it. A chunk that is
        // interrupted here is repeated.
        foreach (var userId in chunk.Where(row => row.IsBacklog).Select(row => row.UserId).Distinct())
            await queue.EnqueueAsync(AnalysisJobs.Of(userId, AnalysisStates.Backlog), cancellationToken).ConfigureAwait(false);

        var isMoreLeft = chunk.Count == ChunkRows;
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ContinueSql)
            .With<Guid?>(isMoreLeft ? chunk[^1].UserId : null).With<Guid?>(isMoreLeft ? chunk[^1].MessageId : null));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return isMoreLeft;
    }
}
