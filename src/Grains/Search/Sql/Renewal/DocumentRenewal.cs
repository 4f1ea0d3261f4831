using EmailAgent.Database;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Search;
using Npgsql;

namespace EmailAgent.Grains.Search.Renewal;

/// <summary>
/// The renewal of documents of an older version of the analysis, from the stored messages. A change of the analysis comes with a migration
/// that marks all documents as outdated.
/// </summary>
internal sealed partial class DocumentRenewal(NpgsqlDataSource dataSource, ILogger<DocumentRenewal> logger)
{
    /// <summary>The number of documents that are rebuilt in a fraction of a second.</summary>
    private const int BatchSize = 100;

    // Other processes may renew documents too; each takes those that no other has locked.
    private const string ReadSql = """
        SELECT d.user_id, d.message_id, d.date, m.subject, m.from_email, m.from_name, m.has_attachments, b.addresses::text, b.header_ids::text, b.body_text,
               ARRAY (SELECT a.filename FROM attachments a WHERE a.user_id = d.user_id AND a.message_id = d.message_id AND a.filename <> '')
        FROM message_documents d
        JOIN messages m ON m.user_id = d.user_id AND m.id = d.message_id
        JOIN message_bodies b ON b.user_id = d.user_id AND b.message_id = d.message_id
        WHERE d.is_outdated AND (d.user_id, d.message_id) > ($2, $3)
        ORDER BY d.user_id, d.message_id
        LIMIT $1
        FOR UPDATE OF d SKIP LOCKED
        """;

    // Without what is read to build it, which may be what cannot be read.
    private const string NextSql = """
        SELECT d.user_id, d.message_id
        FROM message_documents d
        WHERE d.is_outdated AND (d.user_id, d.message_id) > ($1, $2)
        ORDER BY d.user_id, d.message_id
        LIMIT 1
        """;

    private const string CreateSql = "CREATE TEMP TABLE renewed_documents (user_id uuid, message_id uuid, document tsvector) ON COMMIT DROP";

    private const string UpdateSql = """
        UPDATE message_documents d
        SET document = r.document, is_outdated = false
        FROM renewed_documents r
        WHERE d.user_id = r.user_id AND d.message_id = r.message_id
        """;

    // The classes of errors that are about rows: data, constraints, limits, damaged storage. Any other failure would meet every row.
    private static readonly string[] ErrorsOfRows = ["22", "23", "54", "XX"];

    private readonly ILogger<DocumentRenewal> _logger = logger;
    private SearchDocumentBuilder _builder = new();

    /// <summary>
    /// Renews the next documents in one transaction. Documents that cannot be built or stored stay as they are, and outdated. Where the
    /// database refuses the batch, a smaller one is renewed, until the one document that it refuses is passed over.
    /// </summary>
    /// <param name="after">The end of the previous batch; null for the first.</param>
    /// <returns>Null when no document after that is outdated, or other processes renew the rest.</returns>
    public async Task<RenewedBatch?> RenewAsync(RenewedBatch? after, CancellationToken cancellationToken)
    {
        for (var size = BatchSize; ; size /= 2)
        {
            try
            {
                return await RenewAsync(after, size, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refusal) when (IsOfRows(refusal))
            {
                if (size == 1)
                    return await PassOverAsync(after, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<RenewedBatch?> RenewAsync(RenewedBatch? after, int size, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var (batch, renewed) = await BuildAsync(connection, after, size, cancellationToken).ConfigureAwait(false);
        if (renewed.Count == 0)
            return batch;

        await RunAsync(connection, CreateSql, cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, renewed, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, UpdateSql, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return batch;
    }

    private async Task<(RenewedBatch? Batch, List<(Guid UserId, Guid MessageId, byte[] Document)> Renewed)> BuildAsync(
        NpgsqlConnection connection, RenewedBatch? after, int size, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With((long)size).With(after?.UserId ?? Guid.Empty).With(after?.MessageId ?? Guid.Empty));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var renewed = new List<(Guid UserId, Guid MessageId, byte[] Document)>();
        var last = default(RenewedBatch);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            last = new RenewedBatch(reader.GetGuid(0), reader.GetGuid(1), 0);
            if (TryBuild(reader, last.MessageId) is { } document)
                renewed.Add((last.UserId, last.MessageId, document));
        }

        return (last is null ? null : last with { Renewed = renewed.Count }, renewed);
    }

    private static bool IsOfRows(PostgresException refusal) => ErrorsOfRows.Any(errors => refusal.SqlState.StartsWith(errors, StringComparison.Ordinal));

    private async Task<RenewedBatch?> PassOverAsync(RenewedBatch? after, PostgresException refusal, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var __ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NextSql).With(after?.UserId ?? Guid.Empty).With(after?.MessageId ?? Guid.Empty));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ___ = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;

        var next = new RenewedBatch(reader.GetGuid(0), reader.GetGuid(1), 0);
        LogPassedOver(refusal, next.MessageId);
        return next;
    }

    /// <summary>Builds one document. A message that cannot be analyzed must not block the others.</summary>
    private byte[]? TryBuild(NpgsqlDataReader row, Guid messageId)
    {
        try
        {
            return _builder.Build(ContentOf(row));
        }
        catch (Exception error) when (error is not NpgsqlException)
        {
            LogPassedOver(error, messageId);
            _builder = new SearchDocumentBuilder(); // a document that was begun may be left in it
            return null;
        }
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
            To = [.. AddressTexts.Of(headers.To)],
            Cc = [.. AddressTexts.Of(headers.Cc), .. AddressTexts.Of(headers.Bcc)],
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

    [LoggerMessage(1, LogLevel.Error, "The search document of message {MessageId} cannot be renewed; it stays as it is until the next start")]
    private partial void LogPassedOver(Exception error, Guid messageId);
}
