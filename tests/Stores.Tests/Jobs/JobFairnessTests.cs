using System.Collections.Concurrent;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Stores.Tests.Jobs;

public sealed class JobFairnessTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private readonly JobBench _bench = new(storage);

    [PostgresFact]
    public async Task Job_BehindManyOfAnotherUser_IsInTheNextClaim()
    {
        var (busy, other) = (await storage.AddUserAsync(), await storage.AddUserAsync());
        await _bench.EnqueueManyAsync(busy, 2_000);
        var first = await _bench.ClaimAsync(limit: 4);
        Assert.All(first, job => Assert.Equal(busy, job.Job.UserId));
        await _bench.EnqueueAsync(other);

        var next = await _bench.ClaimAsync(limit: 4, after: first[^1].Turn);

        Assert.Single(next, job => job.Job.UserId == other);
    }

    [PostgresFact]
    public async Task Claims_OfManyUsers_GoRoundThemAll()
    {
        var users = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            users.Add(await storage.AddUserAsync());
            await _bench.EnqueueManyAsync(users[i], 10 * (i + 1));
        }

        var (turns, after) = (new List<Guid>(), Guid.Empty);
        for (var i = 0; i < 6; i++)
        {
            var claimed = Assert.Single(await _bench.ClaimAsync(limit: 1, after: after));
            turns.Add(after = claimed.Turn);
        }

        Assert.Equal(users.Order(), turns.Order());
        Assert.Equal(turns[0], Assert.Single(await _bench.ClaimAsync(limit: 1, after: after)).Turn);
    }

    [PostgresFact]
    public async Task LongJobs_OfOneUser_LeavePlacesToOthers()
    {
        var policy = new JobPolicy { Concurrency = 6, PerUser = 4 };
        var (busy, other) = (await storage.AddUserAsync(), await storage.AddUserAsync());
        await _bench.EnqueueManyAsync(busy, 50);
        var running = new ConcurrentQueue<Guid?>();
        var end = new TaskCompletionSource();
        var worker = _bench.Worker(
            async (job, _) =>
            {
                running.Enqueue(job.UserId);
                await end.Task;
            },
            policy);
        await worker.ClaimAsync();
        await Eventually.True(() => running.Count == 4);
        await _bench.EnqueueManyAsync(other, 1);

        await worker.ClaimAsync();

        await Eventually.True(() => running.Count == 5);
        Assert.Contains(other, running);
        Assert.Equal(5, worker.Running);
        end.SetResult();
        await Eventually.True(() => worker.Running == 0);
    }

    [PostgresFact]
    public async Task Rate_OfAKind_LimitsItsStarts()
    {
        var user = await storage.AddUserAsync();
        await _bench.EnqueueManyAsync(user, 20);
        var runs = 0;
        var worker = _bench.Worker(
            (_, _) =>
            {
                Interlocked.Increment(ref runs);
                return Task.CompletedTask;
            },
            new JobPolicy { PerSecond = 3 });
        for (var second = 1; second <= 4; second++)
        {
            await JobBench.RunAllAsync(worker);
            await JobBench.RunAllAsync(worker);
            Assert.Equal(3 * second, runs);
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
