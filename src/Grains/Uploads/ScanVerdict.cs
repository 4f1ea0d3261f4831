namespace EmailAgent.Grains.Uploads;

/// <summary>The verdict on a content.</summary>
/// <param name="ScannedAt">When a scan found nothing; null if contents are not scanned.</param>
/// <param name="Malware">What a scan found; null if none found anything.</param>
internal sealed record ScanVerdict(DateTimeOffset? ScannedAt, string? Malware);
