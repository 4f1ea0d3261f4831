namespace EmailAgent.Grains.Blobs;

/// <summary>Bytes of a user's quota that are reserved for a content while it arrives, in steps, since its length need not be known.</summary>
/// <param name="reserved">Bytes reserved by the row.</param>
internal sealed class BlobReservation(BlobStore store, BlobRow row, NewBlob blob, long quota, long reserved)
{
    /// <summary>Bytes that are reserved at once, if the quota has them.</summary>
    public const long Step = 1024 * 1024;

    private long _reserved = reserved;

    /// <summary>Admits a content of this many bytes so far.</summary>
    /// <exception cref="BlobRefusedException">The content is too large, or the storage is full.</exception>
    public async ValueTask AdmitAsync(long total, CancellationToken cancellationToken)
    {
        if (total > blob.LargestBytes)
            throw new BlobRefusedException(TooLarge(blob));
        while (_reserved < total)
        {
            if (!await TryGrowAsync(Step, cancellationToken) && !await TryGrowAsync(total - _reserved, cancellationToken))
                throw new BlobRefusedException(Full(quota));
        }
    }

    public static Problem TooLarge(NewBlob blob) => new(BlobProblems.TooLarge, $"The content can have at most {blob.LargestBytes} bytes.");

    public static Problem Full(long quota) => new(BlobProblems.StorageFull, $"The storage of {quota} bytes is full; delete something first.");

    private async ValueTask<bool> TryGrowAsync(long bytes, CancellationToken cancellationToken)
    {
        if (!await store.GrowAsync(row.UserId, row.Id, bytes, quota, cancellationToken))
            return false;
        _reserved += bytes;
        return true;
    }
}
