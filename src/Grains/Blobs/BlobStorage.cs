using EmailAgent.Grains.Secrets;
using EmailAgent.Providers.Blobs;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Blobs;

/// <summary>
/// The blobs of users: contents outside of the database, a row for each in it. The row comes first, so that no content is ever without one, and
/// what a crash leaves is collected. Not to be called within the turn of a grain: a content takes as long as its reader or writer.
/// </summary>
internal sealed class BlobStorage(BlobStore store, BlobContents contents, SecretProtector secrets, IOptions<BlobOptions> options, TimeProvider time)
{
    private static readonly Problem Closed = new(ProblemCodes.NotFound, "The account is being deleted.");

    /// <summary>Stores a content. It is deleted after <see cref="BlobOptions.TemporaryLifetime"/>, unless something refers to it by then.</summary>
    /// <param name="userId">The user whose quota it counts in.</param>
    /// <param name="blob">Its description.</param>
    /// <param name="content">Read once, to its end; stays open.</param>
    /// <param name="cancellationToken">Covers the whole content.</param>
    public async Task<Outcome<BlobRow>> PutAsync(Guid userId, NewBlob blob, Stream content, CancellationToken cancellationToken)
    {
        if (blob.Length > blob.LargestBytes)
            return BlobReservation.TooLarge(blob);

        var quota = options.Value.BytesPerUser;
        var key = BlobContents.CreateKey();
        var now = time.GetUtcNow();
        var row = new BlobRow(
            userId, Guid.CreateVersion7(), blob.Name, blob.ContentType, blob.Length ?? 0, Hash: null, secrets.Protect(BlobStore.KeyPurpose, key), now, now + options.Value.TemporaryLifetime);
        if (!await store.ReserveAsync(row, quota, cancellationToken))
            return BlobReservation.Full(quota);

        var isStored = false;
        try
        {
            var stored = await WriteAsync(row, key, new BlobReservation(store, row, blob, quota, row.Size), content, cancellationToken);
            isStored = await store.CompleteAsync(stored, cancellationToken);
            return isStored ? stored : Closed;
        }
        catch (BlobRefusedException refused)
        {
            return refused.Problem;
        }
        finally
        {
            if (!isStored)
                await store.AbandonAsync(row, CancellationToken.None);
        }
    }

    /// <summary>Returns a stored blob of a user.</summary>
    /// <returns>Null if there is none.</returns>
    public Task<BlobRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken) => store.FindAsync(userId, id, cancellationToken);

    /// <summary>Opens a part of a content. Reading it fails with a <see cref="BlobContentException"/> where the content was changed.</summary>
    /// <param name="blob">As found or stored.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Bytes of the part; null for all up to the end.</param>
    /// <param name="cancellationToken">Covers the opening only.</param>
    /// <exception cref="BlobContentException">The content is missing.</exception>
    public Task<Stream> OpenAsync(BlobRow blob, long offset, long? length, CancellationToken cancellationToken) =>
        contents.OpenAsync(blob.Id, secrets.UnprotectBytes(BlobStore.KeyPurpose, blob.Key), blob.Size, offset, length ?? (blob.Size - offset), cancellationToken);

    /// <summary>Deletes a blob that nothing refers to.</summary>
    public Task<Outcome<Done>> DeleteAsync(Guid userId, Guid id, CancellationToken cancellationToken) => store.DeleteAsync(userId, id, cancellationToken);

    /// <summary>Deletes blobs that have expired, and the contents of those that are gone.</summary>
    /// <returns>The number of contents that could not be deleted, and are tried again, with the last error.</returns>
    public async Task<(int Failures, Exception? LastError)> CollectAsync(CancellationToken cancellationToken)
    {
        while (await store.CollectAsync(time.GetUtcNow(), cancellationToken))
        {
        }

        var (failures, lastError) = (0, (Exception?)null);
        while (await store.ListRemovalsAsync(cancellationToken) is { Count: > 0 } removals)
        {
            foreach (var id in removals)
            {
                if (await TryRemoveAsync(id, cancellationToken) is { } error)
                    (failures, lastError) = (failures + 1, error);
            }
        }

        return (failures, lastError);
    }

    private async Task<BlobRow> WriteAsync(BlobRow row, byte[] key, BlobReservation reservation, Stream content, CancellationToken cancellationToken)
    {
        await using var measured = new MeasuredStream(content, reservation.AdmitAsync);
        await contents.WriteAsync(row.Id, key, measured, cancellationToken);
        return row with { Size = measured.BytesRead, Hash = measured.ComputeHash() };
    }

    /// <returns>The error if the content could not be deleted.</returns>
    private async Task<Exception?> TryRemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await contents.DeleteAsync(id, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await store.PostponeRemovalAsync(id, cancellationToken);
            return error;
        }

        await store.ForgetRemovalAsync(id, cancellationToken);
        return null;
    }
}
