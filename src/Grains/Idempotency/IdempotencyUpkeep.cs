using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Idempotency;

/// <summary>The deletion of idempotency keys that have expired.</summary>
internal sealed class IdempotencyUpkeep(IdempotencyStore store, IGrainFactory grains) : RecurringWork(TimeSpan.FromMinutes(30), grains)
{
    public override async Task RunOnceAsync(CancellationToken stop)
    {
        while (await store.DeleteExpiredAsync(stop))
        {
        }
    }
}
