using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Blobs;

internal sealed class BlobOptionsValidator : IValidateOptions<BlobOptions>
{
    public ValidateOptionsResult Validate(string? name, BlobOptions options)
    {
        var faults = new List<string>();
        if (options.BytesPerUser < 0) faults.Add("Blobs:BytesPerUser must not be negative.");
        if (options.TemporaryLifetime < TimeSpan.FromMinutes(5) || options.TemporaryLifetime > TimeSpan.FromDays(30)) faults.Add("Blobs:TemporaryLifetime must be from 5 minutes to 30 days.");
        if (options.Place == BlobPlace.S3)
            Validate(options.S3, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Validate(S3Options options, List<string> faults)
    {
        if (options.Bucket.Length == 0) faults.Add("Blobs:S3:Bucket is missing.");
        if (options.Region.Length == 0) faults.Add("Blobs:S3:Region is missing.");
        if (options.Endpoint.Length > 0 && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            faults.Add("Blobs:S3:Endpoint must be an address of http or https.");
        if (options.AccessKey.Length == 0 != (options.SecretKey.Length == 0)) faults.Add("Blobs:S3:AccessKey and Blobs:S3:SecretKey must be set together.");
        if (options.KmsKeyId.Length > 0 && options.Encryption != S3Encryption.Kms) faults.Add("Blobs:S3:KmsKeyId requires Blobs:S3:Encryption to be Kms.");
        if (options.Timeout <= TimeSpan.Zero) faults.Add("Blobs:S3:Timeout must be positive.");
    }
}
