using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Blobs;

/// <summary>The tables <c>blobs</c>, <c>blob_usage</c> and <c>blob_removals</c>. A trigger of <c>blobs</c> writes the last two when rows are deleted.</summary>
internal sealed class BlobStore(NpgsqlDataSource database)
{
    /// <summary>Purpose of the encryption of keys.</summary>
    public const string KeyPurpose = "blobs.content_key";

    private const int Chunk = 500;

    private const string Columns = "user_id, id, name, content_type, size, content_hash, content_key, created_at, expires_at";

    /// <summary>Inserts a row whose content is still to be stored, and counts its size in the user's quota.</summary>
    /// <returns>False, with nothing written, if the quota is exceeded.</returns>
    public async Task<bool> ReserveAsync(BlobRow blob, long quota, CancellationToken cancellationToken) => await ExecuteAsync(
        new NpgsqlBatchCommand(
            $"""
            WITH counted AS (
                INSERT INTO blob_usage AS u (user_id, bytes) SELECT $1, $5 WHERE $5 <= $9
                ON CONFLICT (user_id) DO UPDATE SET bytes = u.bytes + $5 WHERE u.bytes + $5 <= $9
                RETURNING user_id
            )
            INSERT INTO blobs ({Columns}) SELECT user_id, $2, $3, $4, $5, NULL, $6, $7, $8 FROM counted
            """)
            .With(blob.UserId)
            .With(blob.Id)
            .With(PgText.Clean(blob.Name))
            .With(PgText.Clean(blob.ContentType))
            .With(blob.Size)
            .With(blob.Key)
            .With(blob.CreatedAt)
            .With(blob.ExpiresAt)
            .With(quota),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Counts further bytes of a content that is still to be stored.</summary>
    /// <returns>False, with nothing written, if the quota is exceeded or the row is gone.</returns>
    public async Task<bool> GrowAsync(Guid userId, Guid id, long bytes, long quota, CancellationToken cancellationToken) => await ExecuteAsync(
        new NpgsqlBatchCommand(
            """
            WITH pending AS (
                SELECT user_id FROM blobs WHERE user_id = $1 AND id = $2 AND content_hash IS NULL FOR UPDATE
            ), counted AS (
                UPDATE blob_usage u SET bytes = u.bytes + $3 FROM pending p WHERE u.user_id = p.user_id AND u.bytes + $3 <= $4 RETURNING u.user_id
            )
            UPDATE blobs b SET size = b.size + $3 FROM counted c WHERE b.user_id = c.user_id AND b.id = $2
            """).With(userId).With(id).With(bytes).With(quota),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Marks a content as stored, with its size and hash, and returns to the quota what was reserved in excess.</summary>
    /// <returns>False if the row is gone.</returns>
    public async Task<bool> CompleteAsync(BlobRow blob, CancellationToken cancellationToken) => await ExecuteAsync(
        new NpgsqlBatchCommand(
            """
            WITH pending AS (
                SELECT user_id, size FROM blobs WHERE user_id = $1 AND id = $2 AND content_hash IS NULL FOR UPDATE
            ), counted AS (
                UPDATE blob_usage u SET bytes = u.bytes - p.size + $3 FROM pending p WHERE u.user_id = p.user_id RETURNING u.user_id
            )
            UPDATE blobs b SET size = $3, content_hash = $4 FROM counted c WHERE b.user_id = c.user_id AND b.id = $2
            """).With(blob.UserId).With(blob.Id).With(blob.Size).With(blob.Hash),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Removes the row of a content that will not be stored. Its writer has ended; what it has written is deleted, even if the row is gone already.</summary>
    public async Task AbandonAsync(BlobRow blob, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("DELETE FROM blobs WHERE user_id = $1 AND id = $2 AND content_hash IS NULL").With(blob.UserId).With(blob.Id));
        // The content of a row that was deleted while it was written may have been removed before there was any.
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                INSERT INTO blob_removals (blob_id, due_at)
                SELECT $2, now() + interval '1 hour'
                WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE user_id = $1 AND id = $2)
                ON CONFLICT (blob_id) DO NOTHING
                """).With(blob.UserId).With(blob.Id));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such blob, or its content is not stored.</returns>
    public async Task<BlobRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {Columns} FROM blobs WHERE user_id = $1 AND id = $2 AND content_hash IS NOT NULL").With(userId).With(id);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>Deletes a blob that nothing refers to.</summary>
    public async Task<Outcome<Done>> DeleteAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        // A blob expires exactly while nothing refers to it.
        var deleted = await ExecuteAsync(
            new NpgsqlBatchCommand("DELETE FROM blobs WHERE user_id = $1 AND id = $2 AND content_hash IS NOT NULL AND expires_at IS NOT NULL").With(userId).With(id),
            cancellationToken).ConfigureAwait(false);
        if (deleted == 1)
            return Done.Value;
        return await FindAsync(userId, id, cancellationToken).ConfigureAwait(false) is null
            ? new Problem(ProblemCodes.NotFound, "There is no such blob.")
            : new Problem(BlobProblems.InUse, "The blob is in use.");
    }

    /// <summary>Deletes some of the blobs that have expired.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> CollectAsync(DateTimeOffset now, CancellationToken cancellationToken) => await ExecuteAsync(
        new NpgsqlBatchCommand(
            """
            WITH expired AS (
                SELECT user_id, id FROM blobs WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM blobs b USING expired e WHERE b.user_id = e.user_id AND b.id = e.id
            """).With(now).With(Chunk),
        cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Lists some of the contents that are to be deleted now.</summary>
    public async Task<IReadOnlyList<Guid>> ListRemovalsAsync(CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("SELECT blob_id FROM blob_removals WHERE due_at <= now() ORDER BY due_at LIMIT $1").With(Chunk);
        return await database.ReadRowsAsync(query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a content that is deleted.</summary>
    public Task ForgetRemovalAsync(Guid id, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand("DELETE FROM blob_removals WHERE blob_id = $1").With(id), cancellationToken);

    /// <summary>Retries a deletion later.</summary>
    public Task PostponeRemovalAsync(Guid id, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand("UPDATE blob_removals SET due_at = now() + interval '10 minutes' WHERE blob_id = $1").With(id), cancellationToken);

    private async Task<int> ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static BlobRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetInt64(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetTimeOrNull(8));
}
