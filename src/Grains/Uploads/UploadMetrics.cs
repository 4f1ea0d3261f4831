using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Uploads;

/// <summary>Measurements of uploads and scans: the meter <c>EmailAgent.Uploads</c>.</summary>
internal static class UploadMetrics
{
    public const string Stored = "stored";
    public const string Clean = "clean";
    public const string Malware = "malware";
    public const string Unavailable = "unavailable";

    private static readonly Meter Meter = new("EmailAgent.Uploads");
    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>("uploads.completed", description: "Uploads by result: stored, or the code of the refusal.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("uploads.bytes", "By", "Bytes of stored uploads.");
    private static readonly Counter<long> Scans = Meter.CreateCounter<long>("uploads.scans", description: "Scans by result: clean, malware or unavailable.");
    private static readonly Histogram<double> ScanDuration = Meter.CreateHistogram<double>("uploads.scan_duration", "s", "Duration of scans, including the wait for a place.");

    public static void ReportUpload(Outcome<UploadRow> outcome)
    {
        Uploads.Add(1, new KeyValuePair<string, object?>("result", outcome.Problem?.Code ?? Stored));
        if (outcome.Value is { } upload)
            Bytes.Add(upload.Size);
    }

    public static void ReportScan(string result, TimeSpan duration)
    {
        Scans.Add(1, new KeyValuePair<string, object?>("result", result));
        ScanDuration.Record(duration.TotalSeconds);
    }
}
