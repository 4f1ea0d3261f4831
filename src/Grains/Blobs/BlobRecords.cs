namespace EmailAgent.Grains.Blobs;

/// <summary>A blob to be stored.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="LargestBytes">Bytes that the content can have at most.</param>
/// <param name="Length">Bytes of the content, if known.</param>
internal sealed record NewBlob(string Name, string ContentType, long LargestBytes, long? Length = null);

/// <summary>A row of <c>blobs</c>.</summary>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Hash">SHA-256 of the content; null until the content is stored.</param>
/// <param name="Key">The encrypted key of the content.</param>
/// <param name="ExpiresAt">When the blob is deleted; null while something refers to it.</param>
internal sealed record BlobRow(
    Guid UserId,
    Guid Id,
    string Name,
    string ContentType,
    long Size,
    byte[]? Hash,
    byte[] Key,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt);
