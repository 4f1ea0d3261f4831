using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.Priority;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>A user's mail across all connections, as lists and pages show it. Mail of connections being deleted is left out.</summary>
internal sealed class MailReader(NpgsqlDataSource dataSource)
{
    private const string AttachmentsSql = """
        SELECT id, part, filename, content_type, size, inline, content_id
        FROM attachments
        WHERE user_id = $1 AND message_id = $2
        ORDER BY part, id
        """;

    /// <summary>Reads a page of messages and the size of the whole list, in one round trip.</summary>
    /// <param name="visible">The mail that the caller sees.</param>
    /// <param name="filter">The criteria, with well-formed ids.</param>
    /// <param name="labels">The labels that the filter names by id or path; none when it names a role, or no label.</param>
    public async Task<MailPage> ListAsync(Visibility visible, EmailFilter filter, IReadOnlyList<NamedLabel> labels, CancellationToken cancellationToken)
    {
        var sql = new MailListSql(visible, filter, labels);
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(sql.WithParameters(sql.Total()));
        batch.BatchCommands.Add(sql.WithParameters(sql.Page()));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return new MailPage(await SummaryColumns.ReadAllAsync(reader, filter.PageSize, cancellationToken).ConfigureAwait(false), total);
    }

    /// <returns>Null when the user has no such message.</returns>
    public async Task<MailDetail?> GetAsync(Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AttachmentsSql).With(visible.UserId).With(messageId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MessageSql(visible)).With(visible.UserId).With(messageId));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var attachments = await ReadAttachmentsAsync(reader, cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? ReadDetail(reader, attachments) : null;
    }

    /// <summary>Reads one attachment, without the rest of its message.</summary>
    /// <returns>Null when the user has no such attachment.</returns>
    public async Task<MailAttachment?> GetAttachmentAsync(Visibility visible, Guid messageId, Guid attachmentId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AttachmentSql(visible)).With(visible.UserId).With(messageId).With(attachmentId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await ReadAttachmentsAsync(reader, cancellationToken).ConfigureAwait(false) is [var attachment, ..] ? attachment : null;
    }

    /// <summary>Reads all messages of a message's thread, itself included, oldest first; at most 1,000.</summary>
    /// <returns>An empty list when the user has no such message.</returns>
    public async Task<IReadOnlyList<EmailSummary>> GetThreadAsync(Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ThreadSql(visible)).With(visible.UserId).With(messageId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await SummaryColumns.ReadAllAsync(reader, 4, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists labels by connection (oldest first), then role, then path; those without a role come last.</summary>
    /// <param name="connectionId">The only connection to list; null for all.</param>
    public Task<IReadOnlyList<Label>> ListLabelsAsync(Visibility visible, Guid? connectionId, CancellationToken cancellationToken) =>
        ReadLabelsAsync(visible, connectionId, labelId: null, cancellationToken);

    /// <returns>Null when the user has no such label.</returns>
    public async Task<Label?> GetLabelAsync(Visibility visible, Guid labelId, CancellationToken cancellationToken) =>
        await ReadLabelsAsync(visible, connectionId: null, labelId, cancellationToken).ConfigureAwait(false) is [var label, ..] ? label : null;

    private async Task<IReadOnlyList<Label>> ReadLabelsAsync(Visibility visible, Guid? connectionId, Guid? labelId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LabelsSql(visible)).With(visible.UserId).With(connectionId).With(labelId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var labels = new List<Label>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            labels.Add(new Label(
                Ids.Format(reader.GetGuid(0)), Ids.Format(reader.GetGuid(1)), reader.GetString(2), reader.GetString(3), reader.GetStringOrNull(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return labels;
    }

    /// <summary>
    /// Finds labels by id or path, in all connections: those with exactly this path if there are any, else those that searches find by
    /// role, name or path.
    /// </summary>
    public async Task<IReadOnlyList<NamedLabel>> FindLabelsAsync(Visibility visible, Guid? id, string path, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(LabelDirectory.Command(visible));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var labels = await LabelDirectory.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        return labels.FindExact(id, path) is { Count: > 0 } exact ? exact : labels.Find(path);
    }

    private static string MessageSql(Visibility visible) => $"""
        SELECT {SummaryColumns.Sql}, m.flags, m.size, m.received_at, b.addresses::text, b.header_ids::text, b.body_text, b.body_html, b.defects,
               (SELECT o.reasons::text FROM message_priority o WHERE o.user_id = m.user_id AND o.message_id = m.id),
               (SELECT k.reasons::text FROM message_categories k WHERE k.user_id = m.user_id AND k.message_id = m.id)
        FROM messages m
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE m.user_id = $1 AND m.id = $2 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
        """;

    private static string AttachmentSql(Visibility visible) => $"""
        SELECT a.id, a.part, a.filename, a.content_type, a.size, a.inline, a.content_id
        FROM attachments a
        JOIN messages m ON m.user_id = a.user_id AND m.id = a.message_id
        WHERE a.user_id = $1 AND a.message_id = $2 AND a.id = $3 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
        """;

    private static string ThreadSql(Visibility visible) => $"""
        SELECT {SummaryColumns.Sql}
        FROM messages m
        WHERE m.user_id = $1 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
          AND m.thread_id = (SELECT t.thread_id FROM messages t WHERE t.user_id = $1 AND t.id = $2{visible.Only("t.connection_id")})
        ORDER BY m.date, m.id
        LIMIT 1000
        """;

    private static string LabelsSql(Visibility visible) => $"""
        SELECT l.id, l.connection_id, l.name, l.path, l.role, l.message_count, l.unread_count
        FROM labels l
        JOIN connections c ON c.user_id = l.user_id AND c.id = l.connection_id
        WHERE l.user_id = $1 AND c.status <> 'deleting' AND ($2::uuid IS NULL OR l.connection_id = $2) AND ($3::uuid IS NULL OR l.id = $3){visible.Only("l.connection_id")}
        ORDER BY c.created_at, c.id,
                 array_position(ARRAY['inbox', 'flagged', 'drafts', 'sent', 'archive', 'all', 'junk', 'trash'], l.role), l.path
        """;

    private static async Task<List<MailAttachment>> ReadAttachmentsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var attachments = new List<MailAttachment>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            attachments.Add(new MailAttachment(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetBoolean(5), reader.GetStringOrNull(6)));
        }

        return attachments;
    }

    private static MailDetail ReadDetail(NpgsqlDataReader row, List<MailAttachment> attachments) => new(
        SummaryColumns.Read(row),
        row.GetFieldValue<string[]>(SummaryColumns.Count),
        row.GetInt64(SummaryColumns.Count + 1),
        row.GetFieldValue<DateTimeOffset>(SummaryColumns.Count + 2),
        HeaderJson.Read(row.GetString(SummaryColumns.Count + 3), row.GetString(SummaryColumns.Count + 4)),
        row.GetString(SummaryColumns.Count + 5),
        row.GetStringOrNull(SummaryColumns.Count + 6),
        row.GetFieldValue<string[]>(SummaryColumns.Count + 7),
        attachments,
        ReasonJson.ReadScore(row.GetStringOrNull(SummaryColumns.Count + 8)),
        ReasonJson.ReadSentences(row.GetStringOrNull(SummaryColumns.Count + 9)));
}
