namespace EmailAgent.Providers.Blobs;

/// <summary>A bucket of S3, or of a service with its API.</summary>
public sealed class S3Options
{
    /// <summary>Address of the service, such as <c>https://s3.example.org</c>. Default: Amazon's, of the region.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The region that requests are signed for. Default: us-east-1.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The name of the bucket, which must exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The beginning of the names of all objects, such as <c>blobs/</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The access key. Default: none, as the environment or the machine provides it.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The secret of the access key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Indicates whether the bucket is named in the path instead of the host. Default: true.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>Encryption by the service, in addition to that of the product: None, Aes256 or Kms. Default: None.</summary>
    public S3Encryption Encryption { get; set; } = S3Encryption.None;

    /// <summary>The key of the key management service; only for Kms. Default: the service's own.</summary>
    public string KmsKeyId { get; set; } = "";

    /// <summary>Longest time of one request. Default: 100 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);
}
