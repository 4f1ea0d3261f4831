using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Counts webhooks for their metrics, in one silo for all.</summary>
internal sealed class WebhookMeasurement : RecurringWork, IDisposable
{
    // After this, another silo does the work.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly WebhookTending _tending;
    private readonly ITimer _expiry;

    public WebhookMeasurement(WebhookTending tending, TimeProvider time, IGrainFactory grains)
        : base(TimeSpan.FromSeconds(30), grains)
    {
        _tending = tending;
        _expiry = time.CreateTimer(_ => WebhookMetrics.Report(null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        WebhookMetrics.Report(await _tending.CountAsync(stop));
        _expiry.Change(Kept, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _expiry.Dispose();
}
