using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Blobs;

/// <summary>
/// The table <c>blob_references</c>. References are written in the transaction of what refers to the blobs, so that neither can be without the
/// other. All changes lock the rows of the blobs first, in the order of their ids.
/// </summary>
internal static class BlobReferences
{
    /// <summary>Refers to blobs, which then do not expire. Safe to repeat.</summary>
    /// <param name="connection">Has an open transaction.</param>
    /// <param name="userId">The user who owns the blobs.</param>
    /// <param name="holder">What refers to them, as kind:id.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    /// <returns>False, with nothing written, unless the user owns all of them.</returns>
    public static async Task<bool> AddAsync(NpgsqlConnection connection, Guid userId, string holder, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        Guid[] wanted = [.. ids.Distinct()];
        var locked = await LockAsync(
            connection,
            new NpgsqlBatchCommand("SELECT id FROM blobs WHERE user_id = $1 AND id = ANY($2) AND content_hash IS NOT NULL ORDER BY id FOR UPDATE").With(userId).With(wanted),
            cancellationToken).ConfigureAwait(false);
        if (locked.Length < wanted.Length)
            return false;

        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("INSERT INTO blob_references (user_id, blob_id, holder) SELECT $1, unnest($2), $3 ON CONFLICT DO NOTHING").With(userId).With(locked).With(holder));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("UPDATE blobs SET expires_at = NULL WHERE user_id = $1 AND id = ANY($2) AND expires_at IS NOT NULL").With(userId).With(locked));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Removes all references of a holder. Blobs without another reference expire. Safe to repeat.</summary>
    /// <param name="connection">Has an open transaction.</param>
    /// <param name="userId">The user who owns the blobs.</param>
    /// <param name="holder">As given to <see cref="AddAsync"/>.</param>
    /// <param name="expiresAt">When they expire.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    public static async Task ReleaseAsync(NpgsqlConnection connection, Guid userId, string holder, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var locked = await LockAsync(
            connection,
            new NpgsqlBatchCommand(
                """
                SELECT b.id FROM blobs b
                WHERE b.user_id = $1 AND b.id IN (SELECT r.blob_id FROM blob_references r WHERE r.user_id = $1 AND r.holder = $2)
                ORDER BY b.id FOR UPDATE
                """).With(userId).With(holder),
            cancellationToken).ConfigureAwait(false);
        if (locked.Length == 0)
            return;

        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("DELETE FROM blob_references WHERE user_id = $1 AND blob_id = ANY($2) AND holder = $3").With(userId).With(locked).With(holder));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                UPDATE blobs b SET expires_at = $3
                WHERE b.user_id = $1 AND b.id = ANY($2)
                  AND NOT EXISTS (SELECT 1 FROM blob_references r WHERE r.user_id = b.user_id AND r.blob_id = b.id)
                """).With(userId).With(locked).With(expiresAt));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Guid[]> LockAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            ids.Add(reader.GetGuid(0));
        return [.. ids];
    }
}
