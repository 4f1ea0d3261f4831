using EmailAgent.Grains.Sync;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>
/// The worker that delivers the events of one webhook in the order of the log, and its replays and samples beside them. Runs outside the grain's
/// turns; its grain owns it.
/// </summary>
internal sealed partial class WebhookWorker : IAsyncDisposable
{
    private const int AtOnce = 100;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtOnceAgain = TimeSpan.Zero;

    private readonly WebhookId _id;
    private readonly WebhookQueue _queue;
    private readonly WebhookIntake _intake;
    private readonly WebhookSender _sender;
    private readonly TimeSpan _poll;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookWorker> _logger;
    private readonly WorkerSignals _toDeliver = new();
    private readonly WorkerSignals _toRepeat = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    // The first event that waits is not due yet.
    private volatile bool _isHeld;

    public WebhookWorker(
        WebhookId id, WebhookQueue queue, WebhookIntake intake, WebhookSender sender, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookWorker> logger)
    {
        (_id, _queue, _intake, _sender, _time, _logger) = (id, queue, intake, sender, time, logger);
        _poll = options.Value.PollInterval;
        // The work from here on does not belong to the request that started it, nor to its trace.
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync);
    }

    /// <summary>Has the worker read again what waits.</summary>
    public void Wake()
    {
        _toDeliver.Raise();
        _toRepeat.Raise();
    }

    /// <summary>Has the worker read the log again, unless an event that failed must be delivered first.</summary>
    public void WakeForEvents()
    {
        if (!_isHeld)
            _toDeliver.Raise();
    }

    /// <summary>Stops; an attempt that is under way is abandoned and made again later.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        long? epoch = null;
        while (epoch is null)
        {
            var wait = await TryAsync(async () =>
            {
                epoch = await _queue.BeginEpochAsync(_id, _stop.Token);
                return epoch is null ? _poll : AtOnceAgain;
            });
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, _stop.Token);
        }

        await Task.WhenAll(RepeatAsync(() => DeliverAsync(epoch.Value), _toDeliver), RepeatAsync(() => DeliverOthersAsync(epoch.Value), _toRepeat));
    }

    /// <param name="step">Does one piece of work, and returns how long to wait before the next.</param>
    private async Task RepeatAsync(Func<Task<TimeSpan>> step, WorkerSignals signals)
    {
        while (!_stop.IsCancellationRequested)
        {
            var wait = await TryAsync(step);
            if (wait > TimeSpan.Zero)
                await signals.WaitAsync(token => DelayAsync(wait < _poll ? wait : _poll, token), true, _stop.Token);
        }
    }

    private async Task<TimeSpan> TryAsync(Func<Task<TimeSpan>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            LogInterrupted(error, _id.EndpointId);
            return RetryAfter;
        }
    }

    /// <summary>Delivers events that wait, up to the first that fails, or else adds the next ones of the log.</summary>
    private async Task<TimeSpan> DeliverAsync(long epoch)
    {
        _isHeld = false;
        if (await _queue.FindActiveAsync(_id, _stop.Token) is not { } webhook)
            return _poll;
        var waiting = await _queue.ListEventsAsync(_id, AtOnce, _stop.Token);
        if (waiting.Count == 0)
            return await AddAsync(webhook, epoch);
        foreach (var delivery in waiting)
        {
            // A later event never overtakes an earlier one.
            if (delivery.DueAt - _time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                _isHeld = true;
                return wait;
            }

            if (await _sender.AttemptAsync(webhook, epoch, delivery, _stop.Token) is not { } result)
                return RetryAfter;
            if (result.State == WebhookDeliveryStates.Pending || result.DisableFor is not null)
                return result.DueAt - _time.GetUtcNow() is { Ticks: > 0 } pause ? pause : AtOnceAgain;
        }

        return AtOnceAgain;
    }

    private async Task<TimeSpan> AddAsync(WebhookRow webhook, long epoch)
    {
        var (selected, position) = await _intake.ReadAsync(_id.UserId, webhook.Selection, webhook.Cursor, _stop.Token);
        if (position == webhook.Cursor)
            return _poll;
        NewDelivery[] deliveries = [.. selected.Select(entry => new NewDelivery(Guid.CreateVersion7(), entry.Seq, entry.Type))];
        return await _queue.AddEventsAsync(webhook, epoch, position, deliveries, _stop.Token) ? AtOnceAgain : RetryAfter;
    }

    private async Task<TimeSpan> DeliverOthersAsync(long epoch)
    {
        if (await _queue.FindActiveAsync(_id, _stop.Token) is not { } webhook)
            return _poll;
        var waiting = await _queue.ListOthersAsync(_id, AtOnce, _stop.Token);
        foreach (var delivery in waiting)
        {
            if (delivery.DueAt - _time.GetUtcNow() is { Ticks: > 0 } wait)
                return wait;
            if (await _sender.AttemptAsync(webhook, epoch, delivery, _stop.Token) is not { } result)
                return RetryAfter;
            if (result.DisableFor is not null)
                return AtOnceAgain;
        }

        return waiting.Count == 0 ? _poll : AtOnceAgain;
    }

    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, _time, cancellationToken);
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "Webhook {WebhookId}: delivering was interrupted; it goes on in seconds")]
    private partial void LogInterrupted(Exception error, Guid webhookId);
}
