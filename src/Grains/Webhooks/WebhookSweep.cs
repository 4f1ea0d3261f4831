using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Wakes all webhooks that are enabled, also after the loss of a silo, and mails owners whose webhook was disabled.</summary>
internal sealed partial class WebhookSweep(WebhookTending tending, NoticeOutbox outbox, IGrainFactory grains, ILogger<WebhookSweep> logger)
    : RecurringWork(TimeSpan.FromMinutes(1), grains)
{
    private const int AtOnce = 32;

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<WebhookSweep> _logger = logger;

    public override bool FollowsDeaths => true;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        await Parallel.ForEachAsync(
            await tending.ListEnabledAsync(stop),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (id, _) =>
            {
                try
                {
                    await _grains.GetGrain<IWebhookEndpointGrain>(id.ToString()).ResumeAsync();
                }
                catch (Exception error)
                {
                    LogNotWoken(error, id.EndpointId); // The next sweep wakes it.
                }
            });

        // Afterwards, since a mail that cannot be requested must not keep webhooks asleep.
        foreach (var (userId, emailKey) in await tending.ListNoticesAsync(stop))
        {
            await outbox.RequestAsync(emailKey, NoticeKinds.WebhookDisabled, stop);
            await tending.SettleNoticeAsync(userId, stop);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Webhook {WebhookId} could not be woken")]
    private partial void LogNotWoken(Exception error, Guid webhookId);
}
