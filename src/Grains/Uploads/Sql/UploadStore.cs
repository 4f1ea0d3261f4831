using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;
using Npgsql;

namespace EmailAgent.Grains.Uploads;

/// <summary>The table <c>uploads</c>.</summary>
internal sealed class UploadStore(NpgsqlDataSource database, AuditLog audit)
{
    private const string Select = """
        SELECT u.user_id, u.id, u.blob_id, b.name, b.content_type, b.size, u.content_id, u.source_id, u.scanned_at, u.malware, b.created_at, b.expires_at
        FROM uploads u JOIN blobs b ON b.user_id = u.user_id AND b.id = u.blob_id
        """;

    /// <returns>Null if the user has no such upload.</returns>
    public async Task<UploadRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"{Select} WHERE u.user_id = $1 AND u.id = $2").With(userId).With(id);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Finds an upload that a message may be made of.</summary>
    /// <returns>Null if the scope has no such upload.</returns>
    public async Task<UploadRow?> FindAsync(AttachmentScope scope, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {Select} WHERE u.user_id = $1 AND u.id = $3 AND u.source_id IS NULL
            UNION
            {Select}
            JOIN blob_references r ON r.user_id = u.user_id AND r.blob_id = u.blob_id
            WHERE r.holder = $2 AND u.id = $3 AND u.source_id IS NULL
            """;
        var query = new NpgsqlBatchCommand(Sql).With(scope.ActorId).With(scope.Holder).With(id);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>Finds the newest copy of a received content.</summary>
    /// <param name="userId">The owner of the mailbox.</param>
    /// <param name="sourceId">The received attachment or message.</param>
    /// <param name="until">When it must still exist.</param>
    /// <param name="cancellationToken">Covers the query.</param>
    public async Task<UploadRow?> FindCopyAsync(Guid userId, Guid sourceId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"{Select} WHERE u.user_id = $1 AND u.source_id = $2 AND (b.expires_at IS NULL OR b.expires_at > $3) ORDER BY b.created_at DESC LIMIT 1")
            .With(userId).With(sourceId).With(until);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Adds the upload of a stored blob.</summary>
    /// <returns>False, with nothing written, if the blob is gone.</returns>
    public async Task<bool> AddAsync(UploadRow upload, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO uploads (user_id, id, blob_id, content_id, source_id, scanned_at, malware)
            SELECT b.user_id, $3, b.id, $4::text, $5::uuid, $6::timestamptz, $7::text FROM blobs b WHERE b.user_id = $1 AND b.id = $2 FOR KEY SHARE
            """)
            .With(upload.UserId).With(upload.BlobId).With(upload.Id).With(upload.ContentId).With(upload.SourceId).With(upload.ScannedAt).With(PgText.Clean(upload.Malware));
        return await ChangeAsync(insert, entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records the result of a scan.</summary>
    /// <param name="malware">What it found; null for nothing.</param>
    public Task<bool> MarkScannedAsync(Guid userId, Guid id, DateTimeOffset at, string? malware, AuditEntry? entry, CancellationToken cancellationToken) => ChangeAsync(
        new NpgsqlBatchCommand("UPDATE uploads SET scanned_at = CASE WHEN $4::text IS NULL THEN $3 END, malware = $4 WHERE user_id = $1 AND id = $2")
            .With(userId).With(id).With(at).With(PgText.Clean(malware)),
        entry,
        cancellationToken);

    /// <summary>Refers to the blobs of uploads. Ids of other contents are ignored.</summary>
    /// <param name="connection">Has an open transaction.</param>
    /// <param name="scope">The uploads that may be used.</param>
    /// <param name="holder">What refers to them, as kind:id.</param>
    /// <param name="ids">The ids as they were opened.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    /// <returns>False if an upload is being deleted; then the transaction is to be rolled back.</returns>
    public static async Task<bool> HoldAsync(
        NpgsqlConnection connection, AttachmentScope scope, string holder, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await HoldAsync(connection, holder, await FindBlobsAsync(connection, scope, ids, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Refers to the blobs of uploads, and no longer to others.</summary>
    /// <param name="connection">Has an open transaction.</param>
    /// <param name="scope">The uploads that may be used.</param>
    /// <param name="holder">What refers to them, as kind:id.</param>
    /// <param name="ids">The ids; those of other contents are ignored.</param>
    /// <param name="expiresAt">When uploads expire that nothing refers to any longer.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    /// <returns>As of <see cref="HoldAsync(NpgsqlConnection, AttachmentScope, string, IReadOnlyCollection{Guid}, CancellationToken)"/>.</returns>
    public static async Task<bool> HoldOnlyAsync(
        NpgsqlConnection connection, AttachmentScope scope, string holder, IReadOnlyCollection<Guid> ids, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        // Read first: the holder's own references can be what makes them usable.
        var blobs = await FindBlobsAsync(connection, scope, ids, cancellationToken).ConfigureAwait(false);
        var users = new NpgsqlBatchCommand("SELECT DISTINCT user_id FROM blob_references WHERE holder = $1 ORDER BY user_id").With(holder);
        foreach (var user in await ReadAsync(connection, users, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false))
            await BlobReferences.ReleaseAsync(connection, user, holder, expiresAt, cancellationToken).ConfigureAwait(false);
        return await HoldAsync(connection, holder, blobs, cancellationToken).ConfigureAwait(false);
    }

    // Members of one mailbox can have uploaded the files of one message; each has references of their own.
    private static async Task<bool> HoldAsync(
        NpgsqlConnection connection, string holder, List<(Guid UserId, Guid BlobId)> blobs, CancellationToken cancellationToken)
    {
        foreach (var own in blobs.GroupBy(blob => blob.UserId, blob => blob.BlobId).OrderBy(own => own.Key))
        {
            if (!await BlobReferences.AddAsync(connection, own.Key, holder, [.. own], cancellationToken).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private static async Task<List<(Guid UserId, Guid BlobId)>> FindBlobsAsync(
        NpgsqlConnection connection, AttachmentScope scope, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT u.user_id, u.blob_id FROM uploads u WHERE u.user_id = $1 AND u.id = ANY ($3) AND u.source_id IS NULL
            UNION
            SELECT u.user_id, u.blob_id
            FROM blob_references r
            JOIN uploads u ON u.user_id = r.user_id AND u.blob_id = r.blob_id
            WHERE r.holder = $2 AND u.id = ANY ($3) AND u.source_id IS NULL
            """;
        if (ids.Count == 0)
            return [];
        var query = new NpgsqlBatchCommand(Sql).With(scope.ActorId).With(scope.Holder).With<Guid[]>([.. ids]);
        return await ReadAsync(connection, query, row => (row.GetGuid(0), row.GetGuid(1)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    private async Task<bool> ChangeAsync(NpgsqlBatchCommand change, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(change);
        if (await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            return false;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static UploadRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetGuid(2),
        row.GetString(3),
        row.GetString(4),
        row.GetInt64(5),
        row.GetStringOrNull(6),
        row.IsDBNull(7) ? null : row.GetGuid(7),
        row.GetTimeOrNull(8),
        row.GetStringOrNull(9),
        row.GetFieldValue<DateTimeOffset>(10),
        row.GetTimeOrNull(11));
}
