using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Jobs;

/// <summary>Measurements of jobs: the meter <c>EmailAgent.Jobs</c>.</summary>
internal static class JobMetrics
{
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Parked = "parked";
    public const string Cancelled = "cancelled";
    public const string Released = "released";

    /// <summary>The result of an attempt whose lease ended before it.</summary>
    public const string Lost = "lost";

    private static readonly Meter Meter = CreateMeter();
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("jobs.attempts", description: "Attempts by kind and result.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("jobs.duration", "s", "Duration of attempts by kind and result.");

    private static IReadOnlyList<JobKindStats> _kinds = [];

    public static void ReportAttempt(string kind, string result, TimeSpan duration)
    {
        Attempts.Add(1, new("kind", kind), new("result", result));
        Duration.Record(duration.TotalSeconds, new("kind", kind), new("result", result));
    }

    /// <summary>Sets the counts that are observed until the next call; none if this silo no longer measures them.</summary>
    public static void Report(IReadOnlyList<JobKindStats> kinds) => Volatile.Write(ref _kinds, kinds);

    private static Meter CreateMeter()
    {
        var meter = new Meter("EmailAgent.Jobs");
        meter.CreateObservableGauge<long>("jobs.queued", ObserveQueued, description: "Jobs by kind and state, measured by one silo.");
        meter.CreateObservableGauge<double>("jobs.oldest", ObserveOldest, "s", "Time for which the oldest ready job of a kind has been due.");
        return meter;
    }

    private static IEnumerable<Measurement<long>> ObserveQueued() => Volatile.Read(ref _kinds).SelectMany(kind => new[]
    {
        Of(kind.Ready, kind.Kind, JobStates.Ready),
        Of(kind.Scheduled, kind.Kind, JobStates.Scheduled),
        Of(kind.Running, kind.Kind, JobStates.Running),
        Of(kind.Parked, kind.Kind, JobStates.Parked),
    });

    private static IEnumerable<Measurement<double>> ObserveOldest() =>
        Volatile.Read(ref _kinds).Select(kind => new Measurement<double>(kind.OldestReadySeconds, new KeyValuePair<string, object?>("kind", kind.Kind)));

    private static Measurement<long> Of(long count, string kind, string state) =>
        new(count, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("state", state));
}
