using EmailAgent.Grains.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmailAgent.Stores.Tests.Jobs;

/// <summary>A kind of jobs of its own, with a clock that stands.</summary>
internal sealed class JobBench(StoreFixture storage)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public string Kind { get; } = $"test.{Guid.NewGuid():N}";

    public JobQueue Queue => new(storage.DataSource, Clock);

    public JobStore Store => new(storage.DataSource, Clock);

    public JobWorker Worker(Func<Job, CancellationToken, Task> run, JobPolicy? policy = null) => new(
        new ScriptedHandler(Kind, run) { Policy = policy ?? JobPolicy.Default }, Store, new JobOptions { Lease = Lease }, Clock, NullLogger<JobWorker>.Instance);

    public Task<Guid> EnqueueAsync(Guid? user = null, string payload = "", string? dedupeKey = null, DateTimeOffset? runAt = null) =>
        Queue.EnqueueAsync(new NewJob(Kind, user, payload) { DedupeKey = dedupeKey, RunAt = runAt }, default);

    public async Task EnqueueManyAsync(Guid user, int count)
    {
        await using var batch = storage.DataSource.CreateBatch();
        for (var i = 0; i < count; i++)
            batch.BatchCommands.Add(Queue.Enqueue(new NewJob(Kind, user, "")));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Claims as a worker does that dies right afterwards.</summary>
    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int limit = 100, JobPolicy? policy = null, Guid after = default) =>
        (await Store.ClaimAsync(new JobClaim(Kind, policy ?? new JobPolicy { PerUser = 100 }, after, limit, new Dictionary<Guid, int>(), Lease), default)).Jobs;

    public Task<IReadOnlyList<QueuedJob>> ListAsync() => storage.Get<JobReader>().ListAsync(Kind, state: null, before: null, 100_000, default);

    public async Task<QueuedJob> SingleAsync() => Assert.Single(await ListAsync());

    /// <summary>Lets a worker run all that it can run now.</summary>
    public static async Task RunAllAsync(JobWorker worker)
    {
        await worker.ClaimAsync();
        await Eventually.True(() => worker.Running == 0);
    }
}
