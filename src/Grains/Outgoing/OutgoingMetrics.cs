using System.Diagnostics.Metrics;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Measurements of sending: the meter <c>EmailAgent.Outgoing</c>.</summary>
internal static class OutgoingMetrics
{
    private static readonly Meter Meter = CreateMeter();
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("outgoing.attempts", description: "Attempts to send a message, by fate.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("outgoing.duration", "s", "Duration of attempts, by fate.");
    private static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>("outgoing.lateness", "s", "Time from when a message was due to its first attempt.");
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("outgoing.ended", description: "Messages that reached their last state, by state.");

    private static IReadOnlyList<KeyValuePair<string, long>> _waiting = [];

    public static void ReportAttempt(SubmitFate fate, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("fate", fate switch
        {
            SubmitFate.Sent => "sent",
            SubmitFate.Deferred => "deferred",
            SubmitFate.Refused => "refused",
            _ => "unknown",
        });
        Attempts.Add(1, tag);
        Duration.Record(duration.TotalSeconds, tag);
    }

    public static void ReportLateness(TimeSpan late) => Lateness.Record(Math.Max(0, late.TotalSeconds));

    public static void ReportEnded(string state) => Ended.Add(1, new KeyValuePair<string, object?>("state", state));

    /// <summary>Sets the number of waiting messages by state, as one silo counted them.</summary>
    public static void ReportWaiting(IReadOnlyList<KeyValuePair<string, long>> waiting) => Volatile.Write(ref _waiting, waiting);

    private static Meter CreateMeter()
    {
        var meter = new Meter("EmailAgent.Outgoing");
        meter.CreateObservableGauge<long>(
            "outgoing.waiting",
            () => Volatile.Read(ref _waiting).Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>("state", count.Key))),
            description: "Messages that are to be sent, by state, measured by one silo.");
        return meter;
    }
}
