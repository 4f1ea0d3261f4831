namespace EmailAgent.Grains.Blobs;

/// <summary>Codes of refusals of blobs.</summary>
public static class BlobProblems
{
    /// <summary>The user's storage is full.</summary>
    [Problem(409, "Storage full")]
    public const string StorageFull = "storage_full";

    /// <summary>Something refers to the blob.</summary>
    [Problem(409, "In use")]
    public const string InUse = "blob_in_use";

    /// <summary>The content is larger than allowed.</summary>
    [Problem(413, "Content too large")]
    public const string TooLarge = "content_too_large";
}
