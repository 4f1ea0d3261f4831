using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Deletes deliveries that ended long ago, and those of deleted webhooks, in one silo for all.</summary>
internal sealed class WebhookUpkeep(WebhookTending tending, IOptions<WebhookOptions> options, TimeProvider time, IGrainFactory grains)
    : RecurringWork(TimeSpan.FromMinutes(10), grains)
{
    private const int Chunk = 1000;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        while (await tending.DeleteEndedAsync(time.GetUtcNow() - options.Value.KeepFor, Chunk, stop))
        {
        }

        while (await tending.DeleteLeftAsync(Chunk, stop))
        {
        }
    }
}
