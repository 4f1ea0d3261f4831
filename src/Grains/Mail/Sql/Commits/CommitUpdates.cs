using EmailAgent.Database;
using EmailAgent.Grains.Threads;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The statements of a commit that change or delete stored rows. Each is added to a batch only if it changes something.</summary>
internal static class CommitUpdates
{
    private const string DeletePlacesSql = "DELETE FROM message_labels WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string DeleteMessagesSql = "DELETE FROM messages WHERE user_id = $1 AND id = ANY ($2)";

    private const string DeleteBodiesSql = "DELETE FROM message_bodies WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string DeleteDocumentsSql = "DELETE FROM message_documents WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string DeleteAttachmentsSql = "DELETE FROM attachments WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string DeleteEmptyThreadsSql = """
        WITH emptied AS (
            DELETE FROM threads t
            WHERE user_id = $1 AND id = ANY ($2)
              AND NOT EXISTS (SELECT FROM messages m WHERE m.user_id = t.user_id AND m.thread_id = t.id)
            RETURNING id
        )
        DELETE FROM thread_references r
        USING emptied
        WHERE r.user_id = $1 AND r.thread_id = emptied.id
        """;

    private const string FlagsSql = """
        UPDATE messages m
        SET flags = f.flags::text[]
        FROM unnest($2, $3) AS f (id, flags)
        WHERE m.user_id = $1 AND m.id = f.id
        """;

    private const string LabelIdsSql = """
        UPDATE messages m
        SET label_ids = ARRAY[p.label_id]
        FROM unnest($2, $3) AS p (id, label_id)
        WHERE m.user_id = $1 AND m.id = p.id AND m.label_ids <> ARRAY[p.label_id]
        """;

    private const string MergeMessagesSql = """
        UPDATE messages m
        SET thread_id = g.into_id
        FROM unnest($2, $3) AS g (from_id, into_id)
        WHERE m.user_id = $1 AND m.thread_id = g.from_id
        """;

    private const string MergeReferencesSql = """
        UPDATE thread_references r
        SET thread_id = g.into_id
        FROM unnest($2, $3) AS g (from_id, into_id)
        WHERE r.user_id = $1 AND r.thread_id = g.from_id
        """;

    private const string DeleteMergedSql = "DELETE FROM threads WHERE user_id = $1 AND id = ANY ($2)";

    private const string ChangeThreadsSql = """
        UPDATE threads t
        SET first_date = c.first_date, last_date = c.last_date, has_root = c.has_root
        FROM unnest($2, $3, $4, $5) AS c (id, first_date, last_date, has_root)
        WHERE t.user_id = $1 AND t.id = c.id
        """;

    private const string LabelsSql = """
        UPDATE labels l
        SET message_count = l.message_count + c.messages,
            unread_count = l.unread_count + c.unread,
            sync_cursor = coalesce(c.sync_cursor, l.sync_cursor)
        FROM unnest($2, $3, $4, $5) AS c (id, messages, unread, sync_cursor)
        WHERE l.user_id = $1 AND l.id = c.id
        """;

    private const string ConnectionSql = """
        UPDATE connections
        SET remote_total = coalesce($3, remote_total),
            initial_done = coalesce($4, initial_done),
            complete_as_of = coalesce($5, complete_as_of),
            sync_cursor = coalesce($6, sync_cursor),
            looked_at = coalesce($7, looked_at)
        WHERE user_id = $1 AND id = $2
        """;

    /// <summary>Adds the statements that must precede inserts, since they free locations.</summary>
    public static void FreePlaces(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        Guid[] ids = [.. plan.DeletedThreads.Keys, .. plan.Placed.Keys];
        if (ids.Length > 0)
            Add(batch, DeletePlacesSql, userId).With(ids);
        if (plan.Completed.Count > 0)
            DeleteContents(batch, userId, [.. plan.Completed.Select(message => message.Id)]);
    }

    public static void DeleteMessages(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        if (plan.DeletedThreads.Count == 0)
            return;

        Guid[] ids = [.. plan.DeletedThreads.Keys];
        DeleteContents(batch, userId, ids);
        Add(batch, DeleteMessagesSql, userId).With(ids);
    }

    public static void ChangePlaces(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        if (plan.Placed.Count > 0)
            Add(batch, LabelIdsSql, userId).With<Guid[]>([.. plan.Placed.Keys]).With<Guid[]>([.. plan.Placed.Values.Select(placed => placed.Place.FolderId)]);
    }

    public static void ChangeFlags(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        if (plan.FlagsByMessage.Count > 0)
            Add(batch, FlagsSql, userId).With<Guid[]>([.. plan.FlagsByMessage.Keys]).With<string[]>([.. plan.FlagsByMessage.Values.Select(ArrayLiteral)]);
    }

    /// <summary>Adds the statements that merge and change threads, and remove those without messages.</summary>
    public static void ChangeThreads(NpgsqlBatch batch, Guid userId, CommitPlan plan, ThreadPlan threads)
    {
        if (threads.Merged.Count > 0)
        {
            Guid[] from = [.. threads.Merged.Select(merge => merge.From)];
            Guid[] into = [.. threads.Merged.Select(merge => merge.Into)];
            Add(batch, MergeMessagesSql, userId).With(from).With(into);
            Add(batch, MergeReferencesSql, userId).With(from).With(into);
            Add(batch, DeleteMergedSql, userId).With(from);
        }

        if (threads.Changed.Count > 0)
        {
            Add(batch, ChangeThreadsSql, userId)
                .With<Guid[]>([.. threads.Changed.Select(thread => thread.Id)])
                .With<DateTimeOffset[]>([.. threads.Changed.Select(thread => thread.FirstDate.ToUniversalTime())])
                .With<DateTimeOffset[]>([.. threads.Changed.Select(thread => thread.LastDate.ToUniversalTime())])
                .With<bool[]>([.. threads.Changed.Select(thread => thread.HasRoot)]);
        }

        if (plan.DeletedThreads.Count > 0)
            Add(batch, DeleteEmptyThreadsSql, userId).With<Guid[]>([.. plan.DeletedThreads.Values.Distinct()]);
    }

    public static void ChangeLabels(NpgsqlBatch batch, MailboxCommit commit, CommitPlan plan)
    {
        var cursors = commit.Cursors.ToDictionary(cursor => cursor.FolderId, cursor => cursor.Cursor);
        Guid[] ids = [.. plan.CountChanges.Keys.Union(cursors.Keys)];
        if (ids.Length == 0)
            return;

        Add(batch, LabelsSql, commit.UserId)
            .With(ids)
            .With<long[]>([.. ids.Select(id => plan.CountChanges.GetValueOrDefault(id).Messages)])
            .With<long[]>([.. ids.Select(id => plan.CountChanges.GetValueOrDefault(id).Unread)])
            .With<string?[]>([.. ids.Select(id => cursors.GetValueOrDefault(id))]);
    }

    public static void ChangeConnection(NpgsqlBatch batch, MailboxCommit commit)
    {
        if (commit.RemoteTotal is null && commit.InitialDone is null && commit.CompleteAsOf is null && commit.LookedAt is null && commit.Cursor is null)
            return;

        Add(batch, ConnectionSql, commit.UserId)
            .With(commit.ConnectionId)
            .With(commit.RemoteTotal)
            .With(commit.InitialDone)
            .With(commit.CompleteAsOf?.ToUniversalTime())
            .With(PgText.Clean(commit.Cursor))
            .With(commit.LookedAt?.ToUniversalTime());
    }

    private static void DeleteContents(NpgsqlBatch batch, Guid userId, Guid[] ids)
    {
        Add(batch, DeleteAttachmentsSql, userId).With(ids);
        Add(batch, DeleteBodiesSql, userId).With(ids);
        Add(batch, DeleteDocumentsSql, userId).With(ids);
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, Guid userId)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.With(userId);
    }

    // unnest() takes no arrays of arrays of different lengths, so an inner array travels as its text form.
    private static string ArrayLiteral(string[] values) =>
        "{" + string.Join(',', values.Select(value => '"' + value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"')) + "}";
}
