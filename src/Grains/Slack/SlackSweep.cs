using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Slack;

/// <summary>Enqueues a job for each user whose event log has grown since the last post.</summary>
internal sealed class SlackSweep(SlackStore store, JobQueue jobs, IOptions<SlackOptions> options, IGrainFactory grains) : RecurringWork(options.Value.Interval, grains)
{
    public override async Task RunOnceAsync(CancellationToken stop)
    {
        foreach (var userId in await store.ListDueAsync(stop))
            await jobs.EnqueueAsync(SlackPoster.Of(userId), stop);
    }
}
