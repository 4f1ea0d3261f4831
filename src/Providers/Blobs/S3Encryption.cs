namespace EmailAgent.Providers.Blobs;

/// <summary>Encryption of stored objects by the service.</summary>
public enum S3Encryption
{
    None,

    /// <summary>With keys of the service.</summary>
    Aes256,

    /// <summary>With a key of the key management service.</summary>
    Kms,
}
