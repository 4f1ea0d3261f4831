namespace EmailAgent.Grains.Uploads;

/// <summary>An upload together with its owner: the key of <see cref="IUploadGrain"/>.</summary>
/// <param name="Upload">The id that the file will have.</param>
public readonly record struct UploadId(Guid UserId, Guid Upload)
{
    /// <summary>Formats the grain key: both ids, separated by a slash.</summary>
    public override string ToString() => $"{UserId:N}/{Upload:N}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static UploadId Parse(string key) =>
        key.Split('/') is [var user, var upload] && Guid.TryParseExact(user, "N", out var userId) && Guid.TryParseExact(upload, "N", out var id)
            ? new UploadId(userId, id)
            : throw new FormatException("The key of an upload is two ids separated by a slash.");
}
