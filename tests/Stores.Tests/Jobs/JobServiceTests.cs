using EmailAgent.Database;
using EmailAgent.Grains.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmailAgent.Stores.Tests.Jobs;

public sealed class JobServiceTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // So that nothing that happens within the limit is found by a poll.
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly string _kind = $"test.{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task Job_EnqueuedElsewhere_IsNotifiedLongBeforeThePoll()
    {
        var ran = new TaskCompletionSource<Job>();
        using var service = Service((job, _) =>
        {
            ran.TrySetResult(job);
            return Task.CompletedTask;
        });
        await service.StartAsync(default);
        await Eventually.True(IsListeningAsync);

        var id = await storage.Get<JobQueue>().EnqueueAsync(new NewJob(_kind, null, ""), default);

        Assert.Equal(id, (await ran.Task.WaitAsync(Limit)).Id);
        await service.StopAsync(default);
    }

    [PostgresFact]
    public async Task Job_DueInAMoment_RunsWhenItIsDueLongBeforeThePoll()
    {
        var ran = new TaskCompletionSource<DateTimeOffset>();
        using var service = Service((_, _) =>
        {
            ran.TrySetResult(TimeProvider.System.GetUtcNow());
            return Task.CompletedTask;
        });
        await service.StartAsync(default);
        await Eventually.True(IsListeningAsync);
        var runAt = TimeProvider.System.GetUtcNow().AddSeconds(1.5);

        await storage.Get<JobQueue>().EnqueueAsync(new NewJob(_kind, null, "") { RunAt = runAt }, default);

        Assert.InRange(await ran.Task.WaitAsync(Limit) - runAt, TimeSpan.Zero, Limit);
        await service.StopAsync(default);
    }

    [PostgresFact]
    public async Task Connection_ThatIsLost_IsReplacedAndWhatWasMissedIsFound()
    {
        var runs = 0;
        using var service = Service((_, _) =>
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        });
        await service.StartAsync(default);
        await Eventually.True(IsListeningAsync);
        await storage.ScalarAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'emailagent listener' AND datname = current_database()");

        await storage.Get<JobQueue>().EnqueueAsync(new NewJob(_kind, null, ""), default);

        await Eventually.True(() => Volatile.Read(ref runs) == 1);
        await service.StopAsync(default);
    }

    [PostgresFact]
    public async Task Stop_WithARunningJob_WaitsForItsEndAndClaimsNothingMore()
    {
        var (began, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var service = Service(async (_, _) =>
        {
            began.TrySetResult();
            await end.Task;
        });
        await service.StartAsync(default);
        await storage.Get<JobQueue>().EnqueueAsync(new NewJob(_kind, null, ""), default);
        await began.Task.WaitAsync(Limit);

        var stop = service.StopAsync(default);
        await storage.Get<JobQueue>().EnqueueAsync(new NewJob(_kind, null, "") { RunAt = TimeProvider.System.GetUtcNow().AddHours(1) }, default);
        Assert.False(stop.IsCompleted);
        end.SetResult();
        await stop;

        Assert.Equal(JobStates.Scheduled, Assert.Single(await storage.Get<JobReader>().ListAsync(_kind, null, null, 10, default)).State);
    }

    private JobService Service(Func<Job, CancellationToken, Task> run) => new(
        [new ScriptedHandler(_kind, run)], storage.Get<JobStore>(), storage.Get<NotificationListener>(),
        Options.Create(new JobOptions { PollInterval = Long, DrainTime = Long }), TimeProvider.System, NullLoggerFactory.Instance);

    private async Task<bool> IsListeningAsync() => await storage.ScalarAsync<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'emailagent listener' AND datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'") > 0;
}
