using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Recurring;
using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Enqueues the jobs for mail that was stored before this model was used, such as that of an earlier version.</summary>
internal sealed class VectorSweep(VectorStore store, IMessageEmbedder embedder, JobQueue queue, IGrainFactory grains) : RecurringWork(TimeSpan.FromHours(1), grains)
{
    public override async Task RunOnceAsync(CancellationToken stop)
    {
        foreach (var userId in await store.ListIncompleteAsync(embedder.Model, stop))
            await queue.EnqueueAsync(EmbeddingWork.JobOf(userId), stop);
    }
}
