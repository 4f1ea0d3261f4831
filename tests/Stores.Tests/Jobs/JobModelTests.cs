using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Jobs;
using Xunit.Abstractions;

namespace EmailAgent.Stores.Tests.Jobs;

/// <summary>Random series of everything that happens to jobs, by workers that die and come late, against a model in memory.</summary>
public sealed class JobModelTests(StoreFixture storage, ITestOutputHelper output) : IClassFixture<StoreFixture>
{
    private const int Steps = 400;
    private const int PerUser = 3;
    private const int MostAttempts = 3;

    private static readonly JobPolicy Policy = new() { PerUser = PerUser, MostAttempts = MostAttempts };

    private readonly JobBench _bench = new(storage);
    private readonly JobModel _model = new();
    private readonly List<ClaimedJob> _claims = []; // also those that are over
    private readonly List<Guid?> _users = [null];

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0)] // another one each time
    public async Task AnySeries_AgreesWithTheModel(int given)
    {
        var seed = given == 0 ? Environment.TickCount : given;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
            _users.Add(await storage.AddUserAsync());

        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(random);
            var actual = (await _bench.ListAsync()).Select(job => (job.Id, job.State, job.Attempts, job.RunAt)).OrderBy(job => job.Id, StringComparer.Ordinal);
            var expected = _model.Jobs.Select(job => (Id: job.Id.ToString("N"), job.State, job.Attempts, job.RunAt)).OrderBy(job => job.Id, StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}, step {step}:\n{string.Join('\n', expected)}\ninstead of\n{string.Join('\n', actual)}");
        }
    }

    private async Task StepAsync(Random random)
    {
        var now = _bench.Clock.GetUtcNow();
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                await EnqueueAsync(random, now);
                break;
            case 3 or 4:
                await ClaimAsync(random, now);
                break;
            case 5 when Any(_claims, random) is { } claimed:
                Assert.Equal(_model.Complete(claimed), await _bench.Store.CompleteAsync(claimed, default));
                break;
            case 6 when Any(_claims, random) is { } claimed:
                var (isFinal, retryAt) = (random.Next(4) == 0, now.AddSeconds(random.Next(1, 100)));
                Assert.Equal(_model.Fail(claimed, isFinal, retryAt), await _bench.Store.FailAsync(claimed, isFinal, retryAt, "refused", default));
                break;
            case 7 when Any(_claims, random) is { } claimed:
                await RenewAsync(claimed, now + JobBench.Lease);
                break;
            case 8 when Any(_model.Jobs, random) is { } job:
                var entry = new AuditEntry(job.User ?? AuditEntry.Instance, "test.step", AuditOutcome.Succeeded, null, new Dictionary<string, string>(), default, null);
                Assert.True(await storage.Get<JobReader>().CancelAsync(job.Id, entry, default));
                _model.Cancel(job);
                break;
            default:
                _bench.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 40)));
                break;
        }
    }

    private async Task EnqueueAsync(Random random, DateTimeOffset now)
    {
        var (user, key) = (_users[random.Next(_users.Count)], random.Next(2) == 0 ? $"key {random.Next(3)}" : null);
        var runAt = now.AddSeconds(random.Next(2) * random.Next(100));
        _model.Enqueue(await _bench.EnqueueAsync(user, "", key, runAt), user, key, runAt, now);
    }

    // Which jobs are claimed is the store's choice; that they were ready, and as many as there could be, is not.
    private async Task ClaimAsync(Random random, DateTimeOffset now)
    {
        var limit = random.Next(1, 6);
        _model.Prepare(now, MostAttempts);
        var ready = _model.Jobs.Where(job => job.State == JobStates.Ready).GroupBy(job => job.User).Select(user => Math.Min(user.Count(), PerUser)).ToList();
        var claimed = await _bench.ClaimAsync(limit, Policy, Guid.NewGuid());

        foreach (var job in claimed)
            _model.Claim(job, now + JobBench.Lease);
        _claims.AddRange(claimed);
        Assert.InRange(claimed.Count, Math.Min(limit, ready.Count), limit);
        Assert.True(claimed.GroupBy(job => job.Turn).All(user => user.Count() <= PerUser));
        Assert.True(claimed.Select(job => job.Turn).Distinct().Count() >= Math.Min(limit, ready.Count) || claimed.Count == limit);
    }

    private async Task RenewAsync(ClaimedJob claimed, DateTimeOffset until)
    {
        var renewed = await _bench.Store.RenewAsync([claimed], until, default);
        var held = _model.Held(claimed);
        Assert.Equal(held is not null, renewed.ContainsKey(claimed.Job.Id));
        if (held is null)
            return;
        Assert.Equal(held.IsCancelled && !held.IsAgain, renewed[claimed.Job.Id]);
        held.LeaseUntil = until;
    }

    private static T? Any<T>(IReadOnlyList<T> items, Random random)
        where T : class => items.Count == 0 ? null : items[random.Next(items.Count)];
}
