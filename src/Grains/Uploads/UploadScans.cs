using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;
using EmailAgent.Providers.Scanning;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

/// <summary>
/// The scans of stored contents, if <see cref="ScanOptions.Enabled"/>. A content is scanned after it is stored, so that a slow client does not occupy the
/// scanner, and is given out after a scan found nothing. Not to be called within the turn of a grain.
/// </summary>
internal sealed partial class UploadScans(
    ContentScanner scanner, BlobStorage blobs, UploadStore store, IOptions<ScanOptions> options, TimeProvider time, ILogger<UploadScans> logger)
{
    private const int RetrySeconds = 30;

    private static readonly Problem Unavailable =
        new(UploadProblems.ScannerUnavailable, "The file cannot be scanned for malware now, and is refused until it can be.", RetryAfter: RetrySeconds);

    private readonly ILogger<UploadScans> _logger = logger;

    /// <summary>Indicates whether contents are given out only after a scan.</summary>
    public bool AreRequired => options.Value.Enabled;

    public static Problem Infected(string name, string malware) => new(UploadProblems.MalwareFound, $"The scanner found {malware} in the file \"{name}\".");

    /// <summary>Verifies that a content can be scanned before it is transferred.</summary>
    /// <returns>Null if it can.</returns>
    public async Task<Problem?> CheckAsync(CancellationToken cancellationToken)
    {
        if (!AreRequired)
            return null;
        try
        {
            await scanner.CheckAsync(cancellationToken);
            return null;
        }
        catch (ScannerException failure)
        {
            LogUnavailable(failure);
            return Unavailable;
        }
    }

    /// <summary>Scans a content, if contents must be scanned.</summary>
    /// <returns>Refused with <c>scanner_unavailable</c>.</returns>
    public async Task<Outcome<ScanVerdict>> ScanAsync(BlobRow blob, CancellationToken cancellationToken)
    {
        if (!AreRequired)
            return new ScanVerdict(ScannedAt: null, Malware: null);

        var start = time.GetTimestamp();
        try
        {
            await using var content = await blobs.OpenAsync(blob, 0, length: null, cancellationToken);
            var result = await scanner.ScanAsync(content, cancellationToken);
            UploadMetrics.ReportScan(result.Malware is null ? UploadMetrics.Clean : UploadMetrics.Malware, time.GetElapsedTime(start));
            return result.Malware is { } malware ? new ScanVerdict(ScannedAt: null, malware) : new ScanVerdict(time.GetUtcNow(), Malware: null);
        }
        catch (ScannerException failure)
        {
            UploadMetrics.ReportScan(UploadMetrics.Unavailable, time.GetElapsedTime(start));
            LogUnavailable(failure);
            return Unavailable;
        }
    }

    /// <summary>Makes sure that a stored file may be given out; scans it if it was stored while contents were not scanned.</summary>
    /// <returns>The upload; refused with <c>malware_found</c>, <c>scanner_unavailable</c>, or <c>not_found</c> if it is deleted meanwhile.</returns>
    public async Task<Outcome<UploadRow>> AdmitAsync(UploadRow upload, CancellationToken cancellationToken)
    {
        if (upload.Malware is { } known)
            return Infected(upload.Name, known);
        if (!AreRequired || upload.ScannedAt is not null)
            return upload;
        if (await blobs.FindAsync(upload.UserId, upload.BlobId, cancellationToken) is not { } blob)
            return UploadFiles.NoSuchFile;

        var scanned = await ScanAsync(blob, cancellationToken);
        if (scanned.Value is not { } verdict)
            return scanned.Problem!;
        var entry = verdict.Malware is { } found ? RefusalEntry(upload.UserId, upload.Id, found) : null;
        await store.MarkScannedAsync(upload.UserId, upload.Id, time.GetUtcNow(), verdict.Malware, entry, cancellationToken);
        return verdict.Malware is { } malware ? Infected(upload.Name, malware) : upload with { ScannedAt = verdict.ScannedAt };
    }

    /// <summary>Creates the entry of a content in which malware was found.</summary>
    /// <param name="id">The upload, or the received attachment.</param>
    public static AuditEntry RefusalEntry(Guid userId, Guid id, string malware) =>
        AuditTrail.Entry(userId, UploadActions.Refuse, $"attachment:{Ids.Format(id)}", AuditOutcome.Refused, actorId: null, ("malware", malware));

    [LoggerMessage(1, LogLevel.Error, "A content cannot be scanned, and is refused")]
    private partial void LogUnavailable(Exception failure);
}
