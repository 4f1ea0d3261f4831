using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>The judgements of owners over their messages. A model learns in the transaction that records one.</summary>
internal sealed class JudgementStore(NpgsqlDataSource database, PriorityLearner learner)
{
    private const string SetImportantSql = "UPDATE message_priority SET is_important = $3 WHERE user_id = $1 AND message_id = $2";

    private const string SetReplySql = "UPDATE message_priority SET needs_reply = $3, is_reply_set = true WHERE user_id = $1 AND message_id = $2";

    /// <summary>Records a judgement. One that is recorded already changes nothing.</summary>
    public async Task<JudgementResult> RecordAsync(Visibility visible, Guid messageId, MessageJudgement judgement, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await PriorityModels.LockAsync(connection, visible.UserId, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(connection, visible, messageId, cancellationToken).ConfigureAwait(false) is not { } found)
            return JudgementResult.NoSuchMessage;
        if (!found.IsAnalyzed || (found.IsSent && judgement.IsImportant is not null))
            return JudgementResult.NotAnalyzed;
        if (judgement.NeedsReply is { } needsReply)
            await RunAsync(connection, new NpgsqlBatchCommand(SetReplySql).With(visible.UserId).With(messageId).With(needsReply), cancellationToken).ConfigureAwait(false);
        if (judgement.IsImportant is { } isImportant && isImportant != found.IsImportant)
        {
            await RunAsync(connection, new NpgsqlBatchCommand(SetImportantSql).With(visible.UserId).With(messageId).With(isImportant), cancellationToken).ConfigureAwait(false);
            await learner.LearnAsync(connection, visible.UserId, [new PriorityLesson(messageId, isImportant, Weight: 1)], cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return JudgementResult.Recorded;
    }

    private static string FindSql(Visibility visible) => $"""
        SELECT p.message_id IS NOT NULL, coalesce(p.is_sent, false), p.is_important
        FROM messages m
        LEFT JOIN message_priority p ON p.user_id = m.user_id AND p.message_id = m.id
        WHERE m.user_id = $1 AND m.id = $2 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
        FOR KEY SHARE OF m
        """;

    private static async Task<JudgedMessage?> FindAsync(NpgsqlConnection connection, Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FindSql(visible)).With(visible.UserId).With(messageId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new JudgedMessage(reader.GetBoolean(0), reader.GetBoolean(1), reader.IsDBNull(2) ? null : reader.GetBoolean(2))
            : null;
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record JudgedMessage(bool IsAnalyzed, bool IsSent, bool? IsImportant);
}
