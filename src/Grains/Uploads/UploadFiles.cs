using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;

namespace EmailAgent.Grains.Uploads;

/// <summary>The stored files behind uploads: they become uploads once they are scanned, and are read and deleted as such.</summary>
internal sealed class UploadFiles(BlobStorage blobs, UploadStore store, UploadScans scans, AuditTrail audit)
{
    public static readonly Problem NoSuchFile = new(ProblemCodes.NotFound, "There is no such attachment.");

    /// <summary>Stores a content, which is not yet an upload. Deleted after a day unless it becomes one.</summary>
    public Task<Outcome<BlobRow>> StoreAsync(Guid userId, NewUpload upload, long largest, Stream content, CancellationToken cancellationToken) =>
        blobs.PutAsync(userId, new NewBlob(UploadPolicy.CleanName(upload.Filename), UploadPolicy.CleanType(upload.ContentType), largest), content, cancellationToken);

    /// <summary>Scans a stored content and makes it an upload. One in which malware is found is deleted at once, and the refusal is audited.</summary>
    public async Task<Outcome<UploadRow>> AddAsync(BlobRow blob, Guid id, string? contentId, CancellationToken cancellationToken)
    {
        var outcome = await AddScannedAsync(blob, id, contentId, cancellationToken);
        if (outcome.Problem is not null)
            await blobs.DeleteAsync(blob.UserId, blob.Id, CancellationToken.None);
        return outcome;
    }

    /// <summary>Scans the stored copy of a received content and keeps it with the verdict, so that it is neither copied nor scanned again soon.</summary>
    public async Task<Outcome<UploadRow>> AddCopyAsync(BlobRow blob, Guid sourceId, CancellationToken cancellationToken)
    {
        var scanned = await scans.ScanAsync(blob, cancellationToken);
        if (scanned.Value is not { } verdict)
        {
            await blobs.DeleteAsync(blob.UserId, blob.Id, CancellationToken.None);
            return scanned.Problem!;
        }

        var copy = ToRow(blob, Guid.CreateVersion7(), contentId: null, sourceId, verdict);
        var entry = verdict.Malware is { } found ? UploadScans.RefusalEntry(blob.UserId, sourceId, found) : null;
        if (!await store.AddAsync(copy, entry, cancellationToken))
            return NoSuchFile;
        return verdict.Malware is { } malware ? UploadScans.Infected(blob.Name, malware) : copy;
    }

    /// <summary>Opens a part of an upload that may be given out.</summary>
    /// <param name="upload">As found.</param>
    /// <param name="offset">Where the part begins; at most the size.</param>
    /// <param name="length">Bytes of the part; null for all up to the end.</param>
    /// <param name="cancellationToken">Covers the opening.</param>
    public async Task<Outcome<Stream>> OpenAsync(UploadRow upload, long offset, long? length, CancellationToken cancellationToken)
    {
        if (upload.Malware is { } malware)
            return UploadScans.Infected(upload.Name, malware);
        if (scans.AreRequired && upload.ScannedAt is null)
            return NoSuchFile; // it was not prepared
        return await blobs.FindAsync(upload.UserId, upload.BlobId, cancellationToken) is { } blob
            ? await blobs.OpenAsync(blob, offset, length, cancellationToken)
            : NoSuchFile;
    }

    public async Task<Outcome<Done>> DeleteAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(userId, id, cancellationToken) is not { SourceId: null } upload)
            return NoSuchFile;
        var outcome = await blobs.DeleteAsync(userId, upload.BlobId, cancellationToken);
        if (outcome.Problem?.Code == ProblemCodes.NotFound)
            return NoSuchFile;
        if (outcome.Problem is null)
            await audit.WriteAsync(AuditTrail.Entry(userId, UploadActions.Delete, $"attachment:{Ids.Format(id)}"), cancellationToken);
        return outcome;
    }

    private static UploadRow ToRow(BlobRow blob, Guid id, string? contentId, Guid? sourceId, ScanVerdict verdict) => new(
        blob.UserId, id, blob.Id, blob.Name, blob.ContentType, blob.Size, contentId, sourceId, verdict.ScannedAt, verdict.Malware, blob.CreatedAt, blob.ExpiresAt);

    private async Task<Outcome<UploadRow>> AddScannedAsync(BlobRow blob, Guid id, string? contentId, CancellationToken cancellationToken)
    {
        var scanned = await scans.ScanAsync(blob, cancellationToken);
        if (scanned.Value is not { } verdict)
            return scanned.Problem!;
        if (verdict.Malware is { } malware)
        {
            await audit.WriteAsync(UploadScans.RefusalEntry(blob.UserId, id, malware), cancellationToken);
            return UploadScans.Infected(blob.Name, malware);
        }

        var upload = ToRow(blob, id, contentId, sourceId: null, verdict);
        var entry = AuditTrail.Entry(blob.UserId, UploadActions.Upload, $"attachment:{Ids.Format(id)}");
        return await store.AddAsync(upload, entry, cancellationToken) ? upload : NoSuchFile;
    }
}
