using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Drafts;

/// <summary>Measurements of drafts: the meter <c>EmailAgent.Drafts</c>.</summary>
internal static class DraftMetrics
{
    public const string Here = "here";
    public const string Elsewhere = "elsewhere";

    private static readonly Meter Meter = new("EmailAgent.Drafts");
    private static readonly Counter<long> Saves = Meter.CreateCounter<long>("drafts.saves", description: "Saves that changed a draft, by place.");
    private static readonly Counter<long> Copies = Meter.CreateCounter<long>("drafts.copies", description: "Versions that were kept as copies, since two were saved at the same time.");
    private static readonly Counter<long> Writes = Meter.CreateCounter<long>("drafts.writes", description: "Runs of the work on drafts in mailboxes, by result.");

    public static void ReportSave(string place) => Saves.Add(1, new KeyValuePair<string, object?>("place", place));

    public static void ReportCopy() => Copies.Add(1);

    /// <param name="problem">The code of the refusal; null if the work is done.</param>
    public static void ReportWrite(string? problem) => Writes.Add(1, new KeyValuePair<string, object?>("result", problem ?? "done"));
}
