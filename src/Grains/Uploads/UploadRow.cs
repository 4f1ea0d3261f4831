namespace EmailAgent.Grains.Uploads;

/// <summary>A row of <c>uploads</c>, with the size and hash of its blob.</summary>
/// <param name="ContentId">Null for the id.</param>
/// <param name="SourceId">The received attachment or message of which it is a copy; null for an upload.</param>
/// <param name="ScannedAt">When a scan found nothing; null before.</param>
/// <param name="Malware">What a scan found; null if none found anything.</param>
/// <param name="ExpiresAt">When it is deleted; null while something refers to it.</param>
internal sealed record UploadRow(
    Guid UserId,
    Guid Id,
    Guid BlobId,
    string Name,
    string ContentType,
    long Size,
    string? ContentId,
    Guid? SourceId,
    DateTimeOffset? ScannedAt,
    string? Malware,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    public Upload ToUpload() => new(Ids.Format(Id), Name, ContentType, Size, ContentId ?? Ids.Format(Id), CreatedAt, ExpiresAt);
}
