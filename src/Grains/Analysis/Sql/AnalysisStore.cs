using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>The table <c>message_analysis</c>, for the workers.</summary>
internal sealed class AnalysisStore(NpgsqlDataSource database, TimeProvider time)
{
    // The states are constants in the text, so that the partial indexes are used.
    private const string NextWaitingSql = $"""
        SELECT message_id FROM message_analysis
        WHERE user_id = $1 AND state = '{AnalysisStates.Waiting}'
        ORDER BY date DESC, message_id DESC
        LIMIT $2
        """;

    private const string NextBacklogSql = $"""
        SELECT message_id FROM message_analysis
        WHERE user_id = $1 AND state = '{AnalysisStates.Backlog}'
        ORDER BY date DESC, message_id DESC
        LIMIT $2
        """;

    private const string SyncingSql = """
        SELECT EXISTS (SELECT 1 FROM connections WHERE user_id = $1 AND NOT initial_done AND status IN ('connecting', 'connected'))
        """;

    private const string LockSql = """
        INSERT INTO analysis_paces AS p (user_id) VALUES ($1)
        ON CONFLICT (user_id) DO UPDATE SET per_second = p.per_second
        RETURNING per_second
        """;

    private const string PaceSql = "UPDATE analysis_paces SET per_second = $2 WHERE user_id = $1";

    private const string ReadSql = """
        SELECT a.message_id, a.versions,
               m.id IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM labels l WHERE l.user_id = m.user_id AND l.id = ANY (m.label_ids) AND l.role = 'drafts')
        FROM message_analysis a
        LEFT JOIN messages m ON m.user_id = a.user_id AND m.id = a.message_id
        WHERE a.user_id = $1 AND a.message_id = ANY ($2) AND a.state = $3
        """;

    // A row that another transaction has locked is being deleted, or noted once more. To wait for it could be a deadlock, since the deletion of its message
    // waits for what steps of this batch refer to.
    private const string SettleSql = """
        WITH passed AS (
            SELECT a.message_id, p.versions
            FROM unnest($2, $3, $4) AS p (message_id, former, versions)
            JOIN message_analysis a ON a.user_id = $1 AND a.message_id = p.message_id
            WHERE a.state = $5 AND a.versions = p.former
            FOR UPDATE OF a SKIP LOCKED
        )
        UPDATE message_analysis a
        SET state = 'analyzed', versions = passed.versions, failed_step = NULL, error = NULL, analyzed_at = $6
        FROM passed
        WHERE a.user_id = $1 AND a.message_id = passed.message_id
        """;

    private const string ForgetLostSql = """
        DELETE FROM message_analysis WHERE (user_id, message_id) IN (
            SELECT a.user_id, a.message_id
            FROM message_analysis a
            WHERE a.user_id = $1 AND a.message_id = ANY ($2)
              AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.user_id = a.user_id AND m.id = a.message_id)
            FOR UPDATE OF a SKIP LOCKED)
        """;

    private const string FailSql = """
        UPDATE message_analysis
        SET state = 'failed', failed_step = $4, error = $5, analyzed_at = $6
        WHERE user_id = $1 AND message_id = $2 AND state = $3
        """;

    /// <summary>Lists the newest messages in a state: <see cref="AnalysisStates.Waiting"/> or <see cref="AnalysisStates.Backlog"/>.</summary>
    public async Task<NextMessages> ListNextAsync(Guid userId, string state, int limit, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(state == AnalysisStates.Waiting ? NextWaitingSql : NextBacklogSql).With(userId).With(limit));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SyncingSql).With(userId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            ids.Add(reader.GetGuid(0));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new NextMessages(ids, reader.GetBoolean(0));
    }

    /// <summary>Makes other batches of the user wait until the transaction ends.</summary>
    /// <returns>The number of messages analyzed per second so far; null before the first batch.</returns>
    public static async Task<float?> LockAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql).With(userId));
        return await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as float?;
    }

    /// <summary>Reads those of the rows that are still in a state.</summary>
    public static async Task<IReadOnlyList<AnalysisRow>> ReadAsync(
        NpgsqlConnection connection, Guid userId, string state, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With(userId).With<Guid[]>([.. ids]).With(state));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var rows = new List<AnalysisRow>(ids.Count);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(new AnalysisRow(reader.GetGuid(0), reader.GetString(1), reader.GetBoolean(2)));
        return rows;
    }

    /// <summary>Records messages as analyzed, and forgets those that are gone.</summary>
    /// <param name="state">The state in which the rows were read; rows that another transaction has changed since then stay as they are.</param>
    /// <param name="versions">The steps that the messages have passed now.</param>
    /// <param name="perSecond">The pace to keep.</param>
    public async Task SettleAsync(
        NpgsqlConnection connection, Guid userId, string state, IReadOnlyList<AnalysisRow> rows, StepVersions versions, float perSecond, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. rows.Select(row => row.MessageId)];
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetLostSql).With(userId).With(ids));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettleSql)
            .With(userId)
            .With(ids)
            .With<string[]>([.. rows.Select(row => row.Versions)])
            .With<string[]>([.. rows.Select(row => row.Passed.Merge(versions).ToString())])
            .With(state)
            .With(time.GetUtcNow()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PaceSql).With(userId).With(perSecond));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that a step failed for a message; nothing if the message is gone.</summary>
    /// <param name="step">The name of the step.</param>
    /// <param name="error">The type of the error.</param>
    public async Task FailAsync(Guid userId, string state, Guid messageId, string step, string error, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FailSql)
            .With(userId).With(messageId).With(state).With(step).With(PgText.Clean(error)).With(time.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
