using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The reads of <see cref="CommitReader"/> for messages with a remote id; none if the commit names none.</summary>
internal static class LabelledReader
{
    private const string IdsSql = """
        SELECT m.remote_id, m.id, m.thread_id, m.date, m.flags, m.label_ids, m.is_partial
        FROM messages m
        WHERE m.user_id = $1 AND m.connection_id = $2 AND m.remote_id = ANY ($3)
        """;

    private const string LabelsSql = """
        SELECT m.remote_id, m.id, m.thread_id, m.date, m.flags, m.label_ids, m.is_partial
        FROM message_labels p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        WHERE p.user_id = $1 AND m.connection_id = $2 AND p.label_id = ANY ($3) AND p.uid IS NULL
        """;

    /// <summary>Adds the reads to a batch.</summary>
    /// <returns>The number of results.</returns>
    public static int AddTo(NpgsqlBatch batch, MailboxCommit commit)
    {
        var before = batch.BatchCommands.Count;
        string[] ids =
        [
            .. commit.Added.Select(message => (message.Site as LabelledSite)?.RemoteId).OfType<string>()
                .Concat(commit.States.Select(state => state.RemoteId))
                .Concat(commit.RemovedIds)
                .Select(id => PgText.Clean(id))
                .Distinct(StringComparer.Ordinal),
        ];
        if (ids.Length > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(IdsSql).With(commit.UserId).With(commit.ConnectionId).With(ids));
        if (commit.GoneLabels.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LabelsSql).With(commit.UserId).With(commit.ConnectionId).With<Guid[]>([.. commit.GoneLabels]));

        return batch.BatchCommands.Count - before;
    }

    public static async Task<Dictionary<string, StoredLabelledMessage>> ReadAsync(NpgsqlDataReader reader, int results, CancellationToken cancellationToken)
    {
        var messages = new Dictionary<string, StoredLabelledMessage>(StringComparer.Ordinal);
        for (var i = 0; i < results; i++)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                messages[reader.GetString(0)] = new StoredLabelledMessage(
                    reader.GetGuid(1), reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<string[]>(4), reader.GetFieldValue<Guid[]>(5), reader.GetBoolean(6));
            }
        }

        return messages;
    }
}
