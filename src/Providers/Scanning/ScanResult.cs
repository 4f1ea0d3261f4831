namespace EmailAgent.Providers.Scanning;

/// <summary>The result of a scan.</summary>
/// <param name="Malware">The scanner's name of what it found; null if it found nothing.</param>
public sealed record ScanResult(string? Malware);
