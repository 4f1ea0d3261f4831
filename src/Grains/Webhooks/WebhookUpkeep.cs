using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Deletes deliveries that ended long ago, those of deleted webhooks, and old facts of removed messages, in one silo for all.</summary>
internal sealed class WebhookUpkeep(WebhookTending tending, IOptions<WebhookOptions> options, TimeProvider time, IGrainFactory grains)
    : RecurringWork(TimeSpan.FromMinutes(10), grains)
{
    private const int Chunk = 1000;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        var before = time.GetUtcNow() - options.Value.KeepFor;
        await RepeatAsync(() => tending.DeleteEndedAsync(before, Chunk, stop));
        await RepeatAsync(() => tending.DeleteLeftAsync(Chunk, stop));
        await RepeatAsync(() => tending.DeleteRemovedMessagesAsync(before, Chunk, stop));
    }

    private static async Task RepeatAsync(Func<Task<bool>> step)
    {
        while (await step())
        {
        }
    }
}
