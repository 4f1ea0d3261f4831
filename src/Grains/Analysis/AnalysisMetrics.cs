using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Analysis;

/// <summary>Measurements of the analysis: the meter <c>EmailAgent.Analysis</c>.</summary>
internal static class AnalysisMetrics
{
    private static readonly Meter Meter = new("EmailAgent.Analysis");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("analysis.messages", description: "Analyzed messages by their state before: waiting or backlog.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("analysis.failures", description: "Messages for which a step failed, by step.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("analysis.duration", "s", "Duration of batches by the state of their messages before.");

    public static void Report(string state, int messages, TimeSpan duration)
    {
        Messages.Add(messages, new KeyValuePair<string, object?>("state", state));
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("state", state));
    }

    public static void ReportFailure(string step) => Failures.Add(1, new KeyValuePair<string, object?>("step", step));
}
