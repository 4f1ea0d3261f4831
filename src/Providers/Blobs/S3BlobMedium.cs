using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Blobs;

/// <summary>Contents as objects in a bucket of S3, or of a service with its API. Nothing lists the bucket.</summary>
internal sealed class S3BlobMedium(IOptions<BlobOptions> options) : IBlobMedium, IDisposable
{
    private const int CopyBytes = 64 * 1024;

    private readonly S3Options _options = options.Value.S3;
    private readonly AmazonS3Client _client = Connect(options.Value.S3);

    public async Task WriteAsync(Guid id, Stream content, CancellationToken cancellationToken)
    {
        // A file knows its length, which S3 requires first, and can be read again for another attempt; memory for parts would grow with each upload.
        var spool = new FileStream(
            Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.blob"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose });
        await using var closing = spool.ConfigureAwait(false);
        await content.CopyToAsync(spool, CopyBytes, cancellationToken).ConfigureAwait(false);
        spool.Position = 0;
        var size = spool.Length;
        await _client.PutObjectAsync(CreatePut(id, spool), cancellationToken).ConfigureAwait(false);

        var stored = await _client.GetObjectMetadataAsync(_options.Bucket, KeyOf(id), cancellationToken).ConfigureAwait(false);
        if (stored.ContentLength != size)
            throw new BlobContentException($"The bucket stored {stored.ContentLength} bytes of the blob {id:N} instead of {size}.");
    }

    public async Task<Stream> OpenAsync(Guid id, long offset, long length, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _options.Bucket, Key = KeyOf(id), ByteRange = new ByteRange(offset, offset + length - 1) };
        try
        {
            var answer = await _client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return answer.ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new BlobContentException($"The blob {id:N} is missing in the bucket, or too short.", missing);
        }
    }

    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteObjectAsync(_options.Bucket, KeyOf(id), cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            // Amazon's service reports success, Google's this.
        }
    }

    public void Dispose() => _client.Dispose();

    private static AmazonS3Client Connect(S3Options options)
    {
        // Services other than Amazon's store the framing of chunked uploads as content, or refuse trailing checksums.
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            AuthenticationRegion = options.Region,
            Timeout = options.Timeout,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint.Length > 0)
            config.ServiceURL = options.Endpoint;
        else
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        return options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    private PutObjectRequest CreatePut(Guid id, Stream content)
    {
        var request = new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = KeyOf(id),
            InputStream = content,
            AutoCloseStream = false,
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
        };
        if (_options.Encryption == S3Encryption.Aes256)
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256;
        if (_options.Encryption == S3Encryption.Kms)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            if (_options.KmsKeyId.Length > 0)
                request.ServerSideEncryptionKeyManagementServiceKeyId = _options.KmsKeyId;
        }

        return request;
    }

    private string KeyOf(Guid id) => $"{_options.Prefix}{id:N}";
}
