using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The owner of one webhook's worker. It subscribes to the announcements of the log, and runs for as long as the webhook is enabled.</summary>
internal sealed class WebhookEndpointGrain(WebhookQueue queue, Func<WebhookId, WebhookWorker> newWorker, TimeProvider time)
    : Grain, IWebhookEndpointGrain, IEventLogObserver
{
    // A subscription ends two minutes after it was last kept.
    private static readonly TimeSpan KeepPeriod = TimeSpan.FromSeconds(30);

    private WebhookId _id;
    private WebhookWorker? _worker;
    private long? _keptAt;
    private IGrainTimer? _keeping;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = WebhookId.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await StopAsync();

    public async Task ResumeAsync()
    {
        if (await queue.FindActiveAsync(_id, CancellationToken.None) is null)
        {
            await StopAsync();
            return;
        }

        _worker ??= newWorker(_id);
        _keeping ??= this.RegisterGrainTimer(TendAsync, new GrainTimerCreationOptions { DueTime = KeepPeriod, Period = KeepPeriod, KeepAlive = true });
        _worker.Wake();
        await KeepAsync();
    }

    // Also activates the grain after the loss of its silo.
    public Task ChangedAsync()
    {
        if (_worker is { } worker)
            worker.Wake();
        else
            this.AsReference<IWebhookEndpointGrain>().ResumeAsync().Ignore();
        return Task.CompletedTask;
    }

    private IAnnouncementGrain Announcements => GrainFactory.GetGrain<IAnnouncementGrain>(_id.UserId.ToString("N"));

    /// <summary>Keeps the subscription, or stops if the webhook was disabled after an attempt, or its owner is gone.</summary>
    private async Task TendAsync(CancellationToken cancellationToken)
    {
        if (await queue.FindActiveAsync(_id, cancellationToken) is null)
            await StopAsync();
        else
            await KeepAsync();
    }

    // A failure delays events by a poll at most.
    private async Task KeepAsync()
    {
        if (_keptAt is { } keptAt && time.GetElapsedTime(keptAt) < KeepPeriod / 2)
            return;
        _keptAt = time.GetTimestamp();
        await Announcements.SubscribeAsync(this.AsReference<IEventLogObserver>());
    }

    private async Task StopAsync()
    {
        _keeping?.Dispose();
        _keeping = null;
        if (_worker is not { } worker)
            return;
        _worker = null;
        _keptAt = null;
        Announcements.UnsubscribeAsync(this.AsReference<IEventLogObserver>()).Ignore();
        await worker.DisposeAsync();
    }
}
