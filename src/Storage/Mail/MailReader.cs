using EmailAgent.Storage.Access;
using EmailAgent.Storage.Database;
using EmailAgent.Storage.Mail.Reads;
using Npgsql;

namespace EmailAgent.Storage.Mail;

/// <summary>A user's mail across all connections, as lists and pages show it. Mail of connections being deleted is not there.</summary>
public sealed class MailReader(NpgsqlDataSource dataSource)
{
    private const string AttachmentsSql = """
        SELECT id, part, filename, content_type, size, inline, content_id
        FROM attachments
        WHERE user_id = $1 AND message_id = $2
        ORDER BY part, id
        """;

    /// <summary>A page of messages and the size of the whole list, in one round trip.</summary>
    public async Task<MailPage> ListAsync(ConnectionScope scope, MailFilter filter, CancellationToken cancellationToken)
    {
        var sql = new MailListSql(scope, filter);
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(sql.WithParameters(sql.Total()));
        batch.BatchCommands.Add(sql.WithParameters(sql.Page()));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return new MailPage(await SummaryColumns.ReadAllAsync(reader, filter.Limit, cancellationToken).ConfigureAwait(false), total);
    }

    /// <returns>Null when the user has no such message.</returns>
    public async Task<MailDetail?> GetAsync(ConnectionScope scope, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AttachmentsSql).With(scope.UserId).With(messageId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MessageSql(scope)).With(scope.UserId).With(messageId));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var attachments = await ReadAttachmentsAsync(reader, cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? ReadDetail(reader, attachments) : null;
    }

    /// <summary>One attachment, without what else there is of its message.</summary>
    /// <returns>Null when the user has no such attachment.</returns>
    public async Task<MailAttachment?> GetAttachmentAsync(ConnectionScope scope, Guid messageId, Guid attachmentId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AttachmentSql(scope)).With(scope.UserId).With(messageId).With(attachmentId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await ReadAttachmentsAsync(reader, cancellationToken).ConfigureAwait(false) is [var attachment, ..] ? attachment : null;
    }

    /// <summary>All messages of the thread that a message belongs to, itself included, oldest first; at most 1,000.</summary>
    /// <returns>Empty when the user has no such message.</returns>
    public async Task<IReadOnlyList<MailSummary>> GetThreadAsync(ConnectionScope scope, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ThreadSql(scope)).With(scope.UserId).With(messageId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await SummaryColumns.ReadAllAsync(reader, 4, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Labels by connection (oldest first), then role, then path; the ones without a role come last.</summary>
    /// <param name="scope">Whose.</param>
    /// <param name="connectionId">Only this connection's; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<MailLabel>> ListLabelsAsync(ConnectionScope scope, Guid? connectionId, CancellationToken cancellationToken) =>
        ReadLabelsAsync(scope, connectionId, labelId: null, cancellationToken);

    /// <returns>Null when the user has no such label.</returns>
    public async Task<MailLabel?> GetLabelAsync(ConnectionScope scope, Guid labelId, CancellationToken cancellationToken) =>
        await ReadLabelsAsync(scope, connectionId: null, labelId, cancellationToken).ConfigureAwait(false) is [var label, ..] ? label : null;

    private async Task<IReadOnlyList<MailLabel>> ReadLabelsAsync(ConnectionScope scope, Guid? connectionId, Guid? labelId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LabelsSql(scope)).With(scope.UserId).With(connectionId).With(labelId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var labels = new List<MailLabel>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            labels.Add(new MailLabel(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetStringOrNull(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return labels;
    }

    /// <summary>
    /// The labels with an id or a path, in whatever connections they are; by the exact path where there are such, else as searches find them, by
    /// role, name or path.
    /// </summary>
    public async Task<IReadOnlyList<NamedLabel>> FindLabelsAsync(ConnectionScope scope, Guid? id, string path, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(LabelDirectory.Command(scope));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var labels = await LabelDirectory.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        return labels.FindExact(id, path) is { Count: > 0 } exact ? exact : labels.Find(path);
    }

    private static string MessageSql(ConnectionScope scope) => $"""
        SELECT {SummaryColumns.Sql}, m.flags, m.size, m.received_at, b.addresses::text, b.header_ids::text, b.body_text, b.body_html, b.defects
        FROM messages m
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE m.user_id = $1 AND m.id = $2 AND {SummaryColumns.NotDeleting}{scope.Only("m.connection_id")}
        """;

    private static string AttachmentSql(ConnectionScope scope) => $"""
        SELECT a.id, a.part, a.filename, a.content_type, a.size, a.inline, a.content_id
        FROM attachments a
        JOIN messages m ON m.user_id = a.user_id AND m.id = a.message_id
        WHERE a.user_id = $1 AND a.message_id = $2 AND a.id = $3 AND {SummaryColumns.NotDeleting}{scope.Only("m.connection_id")}
        """;

    private static string ThreadSql(ConnectionScope scope) => $"""
        SELECT {SummaryColumns.Sql}
        FROM messages m
        WHERE m.user_id = $1 AND {SummaryColumns.NotDeleting}{scope.Only("m.connection_id")}
          AND m.thread_id = (SELECT t.thread_id FROM messages t WHERE t.user_id = $1 AND t.id = $2{scope.Only("t.connection_id")})
        ORDER BY m.date, m.id
        LIMIT 1000
        """;

    private static string LabelsSql(ConnectionScope scope) => $"""
        SELECT l.id, l.connection_id, l.name, l.path, l.role, l.message_count, l.unread_count
        FROM labels l
        JOIN connections c ON c.user_id = l.user_id AND c.id = l.connection_id
        WHERE l.user_id = $1 AND c.status <> 'deleting' AND ($2::uuid IS NULL OR l.connection_id = $2) AND ($3::uuid IS NULL OR l.id = $3){scope.Only("l.connection_id")}
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
        attachments);
}
