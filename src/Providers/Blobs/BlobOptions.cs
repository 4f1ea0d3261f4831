namespace EmailAgent.Providers.Blobs;

/// <summary>Storage of blobs, such as uploaded attachments; bound from the configuration section <c>Blobs</c>.</summary>
public sealed class BlobOptions
{
    public const string Section = "Blobs";

    /// <summary>The place of the contents, which are encrypted there: Folder or S3. Default: Folder.</summary>
    public BlobPlace Place { get; set; } = BlobPlace.Folder;

    /// <summary>The folder of contents; all silos of a cluster must share it. Default: <c>blobs</c> in <c>DATA_DIR</c>.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The bucket, used if <see cref="Place"/> is S3.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>Bytes that one user may store. Lowering it removes nothing. Default: 5 GiB.</summary>
    public long BytesPerUser { get; set; } = 5L * 1024 * 1024 * 1024;

    /// <summary>The time for which an unreferenced blob is kept. Default: 1 day.</summary>
    public TimeSpan TemporaryLifetime { get; set; } = TimeSpan.FromDays(1);
}
