namespace EmailAgent.Grains.Webhooks;

/// <summary>The owner of one webhook's worker, which runs for as long as the webhook is enabled. The user's waker wakes it when the log has grown.</summary>
internal sealed class WebhookEndpointGrain(WebhookQueue queue, Func<WebhookId, WebhookWorker> newWorker) : Grain, IWebhookEndpointGrain
{
    // The waker forgets a webhook two minutes after it was last kept.
    private static readonly TimeSpan KeepPeriod = TimeSpan.FromSeconds(30);

    private WebhookId _id;
    private WebhookWorker? _worker;
    private IGrainTimer? _keeping;

    private IWebhookWakerGrain Waker => GrainFactory.GetGrain<IWebhookWakerGrain>(_id.UserId.ToString("N"));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = WebhookId.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await StopAsync();

    public async Task ResumeAsync()
    {
        if (await queue.FindActiveAsync(_id, CancellationToken.None) is not { } webhook)
        {
            await StopAsync();
            return;
        }

        _worker ??= newWorker(_id);
        _keeping ??= this.RegisterGrainTimer(TendAsync, new GrainTimerCreationOptions { DueTime = KeepPeriod, Period = KeepPeriod, KeepAlive = true });
        _worker.Wake();
        await KeepAsync(webhook);
    }

    // Also starts the worker after the loss of its silo.
    public Task WakeAsync()
    {
        if (_worker is not { } worker)
            return ResumeAsync();
        worker.WakeForEvents();
        return Task.CompletedTask;
    }

    /// <summary>Keeps the place at the waker, or stops if the webhook was disabled after an attempt, or its owner is gone.</summary>
    private async Task TendAsync(CancellationToken cancellationToken)
    {
        if (await queue.FindActiveAsync(_id, cancellationToken) is { } webhook)
            await KeepAsync(webhook);
        else
            await StopAsync();
    }

    // A failure delays events by a poll at most. Events that were added before are not announced.
    private async Task KeepAsync(WebhookRow webhook)
    {
        await Waker.KeepAsync(_id.EndpointId, webhook.Selection.EventTypes);
        _worker?.WakeForEvents();
    }

    private async Task StopAsync()
    {
        _keeping?.Dispose();
        _keeping = null;
        if (_worker is not { } worker)
            return;
        _worker = null;
        Waker.DropAsync(_id.EndpointId).Ignore();
        await worker.DisposeAsync();
    }
}
