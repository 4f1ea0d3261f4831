namespace EmailAgent.Providers.Blobs;

/// <summary>The place of the contents of blobs.</summary>
public enum BlobPlace
{
    Folder,
    S3,
}
