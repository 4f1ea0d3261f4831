using EmailAgent.Storage.Database;
using EmailAgent.Storage.Mail.Reads;
using Npgsql;

namespace EmailAgent.Storage.Search.Renewal;

/// <summary>
/// Makes the documents anew that an older version of the analysis made, from what is stored of their messages. A change of the analysis
/// comes with a migration that marks all documents as outdated.
/// </summary>
internal sealed class DocumentRenewal(NpgsqlDataSource dataSource)
{
    /// <summary>As many as are rebuilt in a fraction of a second.</summary>
    private const int BatchSize = 100;

    // Other processes may be at it too; each takes what no other has locked.
    private const string ReadSql = """
        SELECT d.user_id, d.message_id, d.date, m.subject, m.from_email, m.from_name, m.has_attachments, b.addresses::text, b.header_ids::text, b.body_text,
               ARRAY (SELECT a.filename FROM attachments a WHERE a.user_id = d.user_id AND a.message_id = d.message_id AND a.filename <> '')
        FROM message_documents d
        JOIN messages m ON m.user_id = d.user_id AND m.id = d.message_id
        JOIN message_bodies b ON b.user_id = d.user_id AND b.message_id = d.message_id
        WHERE d.is_outdated
        LIMIT $1
        FOR UPDATE OF d SKIP LOCKED
        """;

    private const string CreateSql = "CREATE TEMP TABLE renewed_documents (user_id uuid, message_id uuid, document tsvector) ON COMMIT DROP";

    private const string UpdateSql = """
        UPDATE message_documents d
        SET document = r.document, is_outdated = false
        FROM renewed_documents r
        WHERE d.user_id = r.user_id AND d.message_id = r.message_id
        """;

    private readonly SearchDocumentBuilder _builder = new();

    /// <summary>Renews a batch of documents in one transaction.</summary>
    /// <returns>How many; 0 when none is outdated, or others are at the rest.</returns>
    public async Task<int> RenewAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var renewed = await BuildAsync(connection, cancellationToken).ConfigureAwait(false);
        if (renewed.Count == 0)
            return 0;

        await RunAsync(connection, CreateSql, cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, renewed, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, UpdateSql, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return renewed.Count;
    }

    private async Task<List<(Guid UserId, Guid MessageId, byte[] Document)>> BuildAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With((long)BatchSize));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var renewed = new List<(Guid, Guid, byte[])>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            renewed.Add((reader.GetGuid(0), reader.GetGuid(1), _builder.Build(ContentOf(reader))));
        return renewed;
    }

    private static SearchContent ContentOf(NpgsqlDataReader row)
    {
        var headers = HeaderJson.Read(row.GetString(7), row.GetString(8));
        return new SearchContent
        {
            Date = row.GetFieldValue<DateTimeOffset>(2),
            Subject = row.GetString(3),
            FromEmail = row.GetString(4),
            FromName = row.IsDBNull(5) ? null : row.GetString(5),
            HasAttachments = row.GetBoolean(6),
            To = headers.To,
            Cc = [.. headers.Cc, .. headers.Bcc],
            BodyText = row.GetString(9),
            AttachmentNames = row.GetFieldValue<string[]>(10),
        };
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<(Guid UserId, Guid MessageId, byte[] Document)> rows, CancellationToken cancellationToken)
    {
        var copy = await PgCopyWriter.BeginAsync(connection, "renewed_documents (user_id, message_id, document)", cancellationToken).ConfigureAwait(false);
        await using var _ = copy.ConfigureAwait(false);
        foreach (var (userId, messageId, document) in rows)
        {
            copy.StartRow(3);
            copy.Write(userId);
            copy.Write(messageId);
            copy.Write(document);
            await copy.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }

        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
