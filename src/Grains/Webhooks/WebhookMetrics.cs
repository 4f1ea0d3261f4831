using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Measurements of webhooks: the meter <c>EmailAgent.Webhooks</c>.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = CreateMeter();
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("webhooks.attempts", description: "Attempts by kind and outcome.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("webhooks.duration", "s", "Duration of attempts by kind and outcome.");

    private static WebhookCounts? _counts;

    /// <param name="kind">One of <see cref="WebhookKinds"/>.</param>
    public static void ReportAttempt(string kind, AttemptResult result)
    {
        var outcome = result.State == WebhookDeliveryStates.Delivered ? "delivered" : result.Status is null ? "unanswered" : "refused";
        Attempts.Add(1, new("kind", kind), new("outcome", outcome));
        Duration.Record(result.Duration.TotalSeconds, new("kind", kind), new("outcome", outcome));
    }

    /// <summary>Sets the counts that are observed until the next call; null if this silo no longer measures them.</summary>
    public static void Report(WebhookCounts? counts) => Volatile.Write(ref _counts, counts);

    private static Meter CreateMeter()
    {
        var meter = new Meter("EmailAgent.Webhooks");
        meter.CreateObservableGauge<double>("webhooks.oldest", ObserveOldest, "s", "Age of the oldest event that waits for an enabled webhook, measured by one silo.");
        meter.CreateObservableGauge<long>("webhooks.disabled", ObserveDisabled, description: "Webhooks that the product disabled, by reason, measured by one silo.");
        return meter;
    }

    private static IEnumerable<Measurement<double>> ObserveOldest() =>
        Volatile.Read(ref _counts) is { } counts ? [new Measurement<double>(counts.Oldest.TotalSeconds)] : [];

    private static IEnumerable<Measurement<long>> ObserveDisabled() => Volatile.Read(ref _counts) is { } counts
        ? [Of(counts.Gone, WebhookReasons.Gone), Of(counts.Failing, WebhookReasons.Failing)]
        : [];

    private static Measurement<long> Of(long count, string reason) => new(count, new KeyValuePair<string, object?>("reason", reason));
}
