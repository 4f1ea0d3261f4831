using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>Notes what owners do with scored messages, in the transaction that stores it; a job learns from it.</summary>
internal sealed class PriorityFollower(JobQueue jobs, TimeProvider time) : ICommitParticipant
{
    private const string Starred = "\\Flagged";

    private const string StarredSql = """
        INSERT INTO priority_lessons (user_id, message_id, kind, created_at)
        SELECT p.user_id, p.message_id, $3, $4
        FROM message_priority p
        WHERE p.user_id = $1 AND p.message_id = ANY ($2) AND p.score IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    private const string ArchivedSql = """
        INSERT INTO priority_lessons (user_id, message_id, kind, created_at)
        SELECT p.user_id, p.message_id, $3, $4
        FROM messages m
        JOIN message_priority p ON p.user_id = m.user_id AND p.message_id = m.id AND p.score IS NOT NULL
        WHERE m.user_id = $1 AND m.id = ANY ($2) AND NOT m.is_read
          AND NOT EXISTS (SELECT FROM labels l WHERE l.user_id = $1 AND l.id = ANY (m.label_ids) AND l.role IN ('inbox', 'trash', 'junk', 'drafts', 'sent'))
          AND (m.label_ids = '{}' OR EXISTS (SELECT FROM labels l WHERE l.user_id = $1 AND l.id = ANY (m.label_ids) AND l.role IN ('archive', 'all')))
        ON CONFLICT DO NOTHING
        """;

    public async Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        if (mail.Relabelled.Count > 0)
            await NoteAsync(connection, mail.UserId, ArchivedSql, [.. mail.Relabelled], LessonKinds.ArchivedUnread, cancellationToken).ConfigureAwait(false);
        return [];
    }

    public async Task FollowFlagsAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyDictionary<Guid, string[]> flags, CancellationToken cancellationToken)
    {
        Guid[] starred = [.. flags.Where(message => message.Value.Contains(Starred)).Select(message => message.Key)];
        if (starred.Length > 0)
            await NoteAsync(connection, userId, StarredSql, starred, LessonKinds.Starred, cancellationToken).ConfigureAwait(false);
    }

    private async Task NoteAsync(NpgsqlConnection connection, Guid userId, string sql, Guid[] ids, string kind, CancellationToken cancellationToken)
    {
        var noted = await RunAsync(connection, new NpgsqlBatchCommand(sql).With(userId).With(ids).With(kind).With(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        if (noted > 0)
            await RunAsync(connection, jobs.Enqueue(PriorityJobs.Learn(userId)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
