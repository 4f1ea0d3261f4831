using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The statements of <see cref="CommitUpdates"/> for messages with a remote id: late content, labels, counters.</summary>
internal static class LabelledUpdates
{
    private const string CompleteSql = """
        UPDATE messages m
        SET is_partial = false, identity = c.identity, size = c.size, has_attachments = c.has_attachments,
            subject = c.subject, from_email = c.from_email, from_name = c.from_name, preview = c.preview
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS c (id, identity, size, has_attachments, subject, from_email, from_name, preview)
        WHERE m.user_id = $1 AND m.id = c.id
        """;

    private const string LeaveLabelsSql = """
        DELETE FROM message_labels p
        USING unnest($2, $3) AS r (message_id, label_id)
        WHERE p.user_id = $1 AND p.message_id = r.message_id AND p.label_id = r.label_id
        """;

    private const string AllLabelIdsSql = """
        UPDATE messages m
        SET label_ids = c.label_ids::uuid[]
        FROM unnest($2, $3) AS c (id, label_ids)
        WHERE m.user_id = $1 AND m.id = c.id
        """;

    // A mailbox that begins to have such messages has no others: it counts from zero.
    private const string LabelledCountSql = """
        UPDATE connections
        SET message_count = coalesce(message_count, 0) + $3, unread_count = coalesce(unread_count, 0) + $4
        WHERE user_id = $1 AND id = $2
        """;

    /// <summary>Adds the update of message rows whose content is known now.</summary>
    public static void CompleteMessages(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        if (plan.Completed.Count == 0)
            return;

        T[] Column<T>(Func<NewMessage, T> value) => [.. plan.Completed.Select(value)];
        Add(batch, CompleteSql, userId)
            .With(Column(message => message.Id))
            .With(Column(message => message.Identity))
            .With(Column(message => message.Size))
            .With(Column(message => message.HasAttachments))
            .With(Column(message => PgText.Clean(message.Subject)))
            .With(Column(message => PgText.Clean(message.FromEmail)))
            .With(Column(message => PgText.Clean(message.FromName)))
            .With(Column(message => PgText.Clean(message.Preview)));
    }

    /// <summary>
    /// Adds the removal of messages from labels that they left, and the update of their lists of labels; rows of new labels are copied.
    /// </summary>
    public static void ChangeLabels(NpgsqlBatch batch, Guid userId, CommitPlan plan)
    {
        if (plan.LabelsByMessage.Count == 0)
            return;

        var left = plan.LabelsByMessage.SelectMany(entry => entry.Value.Removed, (entry, label) => (MessageId: entry.Key, LabelId: label)).ToList();
        Add(batch, LeaveLabelsSql, userId).With<Guid[]>([.. left.Select(row => row.MessageId)]).With<Guid[]>([.. left.Select(row => row.LabelId)]);
        // unnest() takes no arrays of arrays of different lengths, so an inner array travels as its text form.
        Add(batch, AllLabelIdsSql, userId)
            .With<Guid[]>([.. plan.LabelsByMessage.Keys])
            .With<string[]>([.. plan.LabelsByMessage.Values.Select(change => "{" + string.Join(',', change.All) + "}")]);
    }

    public static void ChangeCount(NpgsqlBatch batch, MailboxCommit commit, CommitPlan plan)
    {
        var (messages, unread) = plan.LabelledCountChange;
        if (messages != 0 || unread != 0)
            Add(batch, LabelledCountSql, commit.UserId).With(commit.ConnectionId).With(messages).With(unread);
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, Guid userId)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.With(userId);
    }
}
