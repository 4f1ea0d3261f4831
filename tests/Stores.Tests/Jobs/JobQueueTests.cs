using EmailAgent.Grains.Jobs;
using Npgsql;

namespace EmailAgent.Stores.Tests.Jobs;

public sealed class JobQueueTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private readonly JobBench _bench = new(storage);

    [PostgresFact]
    public async Task Job_OfATransaction_IsThereOnlyIfItCommits()
    {
        foreach (var commits in (bool[])[false, true])
        {
            await using var connection = await storage.DataSource.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await _bench.Queue.EnqueueAsync(transaction, new NewJob(_bench.Kind, null, "work"), default);
            if (commits)
                await transaction.CommitAsync();
            else
                await transaction.RollbackAsync();
            Assert.Equal(commits ? 1 : 0, (await _bench.ListAsync()).Count);
        }
    }

    [PostgresFact]
    public async Task Job_InTheBatchOfOtherStatements_IsEnqueuedWithThem()
    {
        await using var batch = storage.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE users SET updated_at = now() WHERE false"));
        batch.BatchCommands.Add(_bench.Queue.Enqueue(new NewJob(_bench.Kind, null, "one")));
        batch.BatchCommands.Add(_bench.Queue.Enqueue(new NewJob(_bench.Kind, null, "two")));
        await batch.ExecuteNonQueryAsync();
        Assert.Equal(["one", "two"], (await _bench.ClaimAsync()).Select(job => job.Job.Payload).Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task DedupeKey_OfAWaitingJob_KeepsOneJobWithTheEarlierTimeAndTheLastPayload()
    {
        var now = _bench.Clock.GetUtcNow();
        var id = await _bench.EnqueueAsync(payload: "first", dedupeKey: "same", runAt: now.AddMinutes(5));
        Assert.Equal(id, await _bench.EnqueueAsync(payload: "second", dedupeKey: "same", runAt: now.AddMinutes(3)));
        Assert.Equal(id, await _bench.EnqueueAsync(payload: "third", dedupeKey: "same", runAt: now.AddMinutes(9)));
        Assert.Equal(now.AddMinutes(3), (await _bench.SingleAsync()).RunAt);

        Assert.NotEqual(id, await _bench.EnqueueAsync(user: await storage.AddUserAsync(), dedupeKey: "same", runAt: now.AddMinutes(9)));
        _bench.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("third", Assert.Single(await _bench.ClaimAsync()).Job.Payload);
    }

    [PostgresFact]
    public async Task DedupeKey_OfARunningJob_RunsItOnceMore()
    {
        await _bench.EnqueueAsync(payload: "first", dedupeKey: "same");
        var running = Assert.Single(await _bench.ClaimAsync());
        await _bench.EnqueueAsync(payload: "second", dedupeKey: "same");
        await _bench.EnqueueAsync(payload: "third", dedupeKey: "same");
        Assert.Empty(await _bench.ClaimAsync());

        Assert.True(await _bench.Store.CompleteAsync(running, default));

        var again = Assert.Single(await _bench.ClaimAsync());
        Assert.Equal((running.Job.Id, "third", 1), (again.Job.Id, again.Job.Payload, again.Job.Attempt));
        Assert.True(await _bench.Store.CompleteAsync(again, default));
        Assert.Empty(await _bench.ListAsync());
    }

    [PostgresFact]
    public async Task DedupeKey_OfAWaitingRetry_DoesNotUndoTheBackoffAndOfAParkedJobBeginsAnew()
    {
        var retryAt = _bench.Clock.GetUtcNow().AddMinutes(10);
        await _bench.EnqueueAsync(dedupeKey: "same");
        await _bench.Store.FailAsync(Assert.Single(await _bench.ClaimAsync()), isFinal: false, retryAt, "refused", default);
        await _bench.EnqueueAsync(dedupeKey: "same");
        var retry = await _bench.SingleAsync();
        Assert.Equal((JobStates.Scheduled, retryAt, 1), (retry.State, retry.RunAt, retry.Attempts));

        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bench.Store.FailAsync(Assert.Single(await _bench.ClaimAsync()), isFinal: true, retryAt, "refused", default);
        Assert.Equal((JobStates.Parked, 2), ((await _bench.SingleAsync()).State, (await _bench.SingleAsync()).Attempts));
        await _bench.EnqueueAsync(dedupeKey: "same");
        Assert.Equal((JobStates.Ready, 0), ((await _bench.SingleAsync()).State, (await _bench.SingleAsync()).Attempts));
    }

    // The one that ends and those that request it again meet at the row, in any order: the last request is always followed by a run.
    [PostgresFact]
    public async Task DedupeKey_RequestedWhileJobsEnd_IsNeverLost()
    {
        var (requested, seen) = (0, 0);
        var worker = _bench.Worker((job, _) =>
        {
            InterlockedMax(ref seen, int.Parse(job.Payload, System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });
        var requests = Task.Run(async () =>
        {
            while (requested < 200)
                await _bench.EnqueueAsync(payload: $"{++requested}", dedupeKey: "same");
        });
        while (!requests.IsCompleted)
            await JobBench.RunAllAsync(worker);
        await requests;
        await JobBench.RunAllAsync(worker);
        await JobBench.RunAllAsync(worker);

        Assert.Equal(200, seen);
        Assert.Empty(await _bench.ListAsync());
    }

    [PostgresFact]
    public async Task Jobs_OfAUserThatIsErased_AreGone()
    {
        var user = await storage.AddUserAsync();
        await _bench.EnqueueAsync(user);
        await using var command = storage.DataSource.CreateCommand($"DELETE FROM users WHERE id = '{user}'");
        await command.ExecuteNonQueryAsync();
        Assert.Empty(await _bench.ListAsync());
    }

    [PostgresFact]
    public async Task Payload_WithTextThatPostgresRefuses_IsRepaired()
    {
        await _bench.EnqueueAsync(payload: "a\0b\ud800");
        Assert.Equal("ab\ufffd", Assert.Single(await _bench.ClaimAsync()).Job.Payload);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int current;
        while ((current = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, current) != current)
        {
            // Another attempt was faster.
        }
    }
}
