using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Stores.Tests.Jobs;

public sealed class JobWorkerTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(2);

    private readonly JobBench _bench = new(storage);

    [PostgresFact]
    public async Task Jobs_OfTwoWorkers_RunOnceEachAndNeverTwiceAtOnce()
    {
        var user = await storage.AddUserAsync();
        await _bench.EnqueueManyAsync(user, 300);
        var (running, runs) = (new ConcurrentDictionary<Guid, bool>(), new ConcurrentDictionary<Guid, int>());
        async Task RunAsync(Job job, CancellationToken cancellationToken)
        {
            Assert.True(running.TryAdd(job.Id, true));
            await Task.Yield();
            runs.AddOrUpdate(job.Id, 1, (_, count) => count + 1);
            Assert.True(running.TryRemove(job.Id, out _));
        }

        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 2).Select(_ => _bench.Worker(RunAsync)).ToList();
        var loops = workers.Select(worker => worker.RunAsync(stop.Token)).ToList();
        await Eventually.True(async () =>
        {
            workers.ForEach(worker => worker.Wake());
            return (await _bench.ListAsync()).Count == 0;
        }, TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Task.WhenAll(loops);

        Assert.Equal(300, runs.Count);
        Assert.All(runs.Values, count => Assert.Equal(1, count));
    }

    [PostgresFact]
    public async Task Job_OfADeadWorker_IsTakenOverAfterItsLeaseAndNotBefore()
    {
        var id = await _bench.EnqueueAsync();
        var lost = Assert.Single(await _bench.ClaimAsync());
        var seen = new ConcurrentQueue<Job>();
        var worker = _bench.Worker((job, _) =>
        {
            seen.Enqueue(job);
            return Task.CompletedTask;
        });

        _bench.Clock.Advance(JobBench.Lease - Little);
        Assert.InRange(await worker.ClaimAsync(), TimeSpan.Zero, TimeSpan.FromMilliseconds(100)); // wakes when the lease ends
        Assert.Empty(seen);
        _bench.Clock.Advance(Little);
        await JobBench.RunAllAsync(worker);

        Assert.Equal((id, 2), (Assert.Single(seen).Id, Assert.Single(seen).Attempt));
        Assert.False(await _bench.Store.CompleteAsync(lost, default));
        Assert.False(await _bench.Store.FailAsync(lost, isFinal: true, _bench.Clock.GetUtcNow(), "late", default));
        Assert.Empty(await _bench.ListAsync());
    }

    [PostgresFact]
    public async Task Job_ThatEndsItsProcessEachTime_IsParked()
    {
        var policy = new JobPolicy { MostAttempts = 3 };
        await _bench.EnqueueAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, Assert.Single(await _bench.ClaimAsync(policy: policy)).Job.Attempt);
            _bench.Clock.Advance(JobBench.Lease);
        }

        Assert.Empty(await _bench.ClaimAsync(policy: policy));
        var parked = await _bench.SingleAsync();
        Assert.Equal((JobStates.Parked, 3), (parked.State, parked.Attempts));
        Assert.NotNull(parked.Error);
    }

    [PostgresFact]
    public async Task Job_WhoseLeaseIsRenewed_IsNotTakenOver()
    {
        await _bench.EnqueueAsync();
        var end = new TaskCompletionSource();
        var worker = _bench.Worker((_, stop) => end.Task.WaitAsync(stop));
        await worker.ClaimAsync();
        for (var i = 0; i < 9; i++)
        {
            _bench.Clock.Advance(JobBench.Lease / 3);
            await worker.RenewAsync();
            Assert.Empty(await _bench.ClaimAsync());
        }

        end.SetResult();
        await Eventually.True(() => worker.Running == 0);
        Assert.Empty(await _bench.ListAsync());
    }

    [PostgresFact]
    public async Task Job_WhoseLeaseIsNotRenewed_IsInterruptedBeforeItEnds()
    {
        await _bench.EnqueueAsync();
        var interrupted = new TaskCompletionSource();
        var worker = _bench.Worker(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            interrupted.SetResult();
        });
        await worker.ClaimAsync();

        _bench.Clock.Advance((JobBench.Lease * 5 / 6) + Little);

        await interrupted.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Eventually.True(() => worker.Running == 0);
    }

    [PostgresFact]
    public async Task Job_ThatFails_IsRetriedAtGrowingIntervalsAndParkedWithItsError()
    {
        var policy = new JobPolicy { MostAttempts = 4 };
        await _bench.EnqueueAsync();
        var worker = _bench.Worker((job, _) => throw new JobException($"Refused {job.Attempt}."), policy);
        for (var attempt = 1; attempt < policy.MostAttempts; attempt++)
        {
            await JobBench.RunAllAsync(worker);
            var failed = await _bench.SingleAsync();
            Assert.Equal((JobStates.Scheduled, attempt, $"Refused {attempt}."), (failed.State, failed.Attempts, failed.Error));
            var wait = failed.RunAt - _bench.Clock.GetUtcNow();
            Assert.InRange(wait, policy.RetryAfter(attempt, 0) - Little, policy.RetryAfter(attempt, 1));
            _bench.Clock.Advance(wait + Little);
        }

        await JobBench.RunAllAsync(worker);
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await JobBench.RunAllAsync(worker);

        var parked = await _bench.SingleAsync();
        Assert.Equal((JobStates.Parked, 4, "Refused 4."), (parked.State, parked.Attempts, parked.Error));
    }

    [PostgresFact]
    public async Task Failure_ThatIsFinalOrNamesATime_DecidesOverTheNextAttempt()
    {
        await _bench.EnqueueAsync(payload: "final");
        await _bench.EnqueueAsync(payload: "later");
        var worker = _bench.Worker((job, _) => throw (job.Payload == "final"
            ? new JobException("Never.") { IsFinal = true }
            : new JobException("Later.") { RetryAfter = TimeSpan.FromMinutes(7) }));
        await JobBench.RunAllAsync(worker);

        var jobs = await _bench.ListAsync();
        Assert.Equal(JobStates.Parked, jobs.Single(job => job.Error == "Never.").State);
        Assert.Equal(_bench.Clock.GetUtcNow().AddMinutes(7), jobs.Single(job => job.Error == "Later.").RunAt);
    }

    [PostgresFact]
    public async Task Failure_ThatIsUnexpected_IsStoredWithoutItsText()
    {
        await _bench.EnqueueAsync();
        await JobBench.RunAllAsync(_bench.Worker((_, _) => throw new InvalidOperationException("ada@example.org")));
        Assert.Equal(nameof(InvalidOperationException), (await _bench.SingleAsync()).Error);
    }

    [PostgresFact]
    public async Task Job_Scheduled_RunsInTheMillisecondThatItIsDue()
    {
        var runAt = _bench.Clock.GetUtcNow().AddMilliseconds(5_250);
        await _bench.EnqueueAsync(runAt: runAt);
        var runs = 0;
        var worker = _bench.Worker((_, _) =>
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        });
        Assert.InRange(await worker.ClaimAsync(), TimeSpan.FromMilliseconds(5_250), TimeSpan.FromMilliseconds(5_251));
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(5_249));
        await JobBench.RunAllAsync(worker);
        Assert.Equal(0, runs);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await JobBench.RunAllAsync(worker);
        Assert.Equal(1, runs);
    }

    [PostgresFact]
    public async Task Job_CancelledWhileItRuns_IsInterruptedAndGone()
    {
        var results = new ConcurrentQueue<string?>();
        using var metrics = ListenToResults(results);
        var id = await _bench.EnqueueAsync();
        var worker = _bench.Worker((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await worker.ClaimAsync();
        await using var command = storage.DataSource.CreateCommand($"UPDATE jobs SET is_cancelled = true WHERE id = '{id}'");
        await command.ExecuteNonQueryAsync();

        await worker.RenewAsync();

        await Eventually.True(() => worker.Running == 0);
        Assert.Empty(await _bench.ListAsync());
        Assert.Equal(JobMetrics.Cancelled, Assert.Single(results));
    }

    [PostgresFact]
    public async Task Stop_EndsTheClaims_AlsoIfPlacesAreFree()
    {
        await _bench.EnqueueManyAsync(await storage.AddUserAsync(), 30);
        using var stop = new CancellationTokenSource();
        var end = new TaskCompletionSource();
        var worker = _bench.Worker(
            async (_, _) =>
            {
                await stop.CancelAsync();
                await end.Task;
            },
            new JobPolicy { Concurrency = 10, PerUser = 10 });

        await worker.RunAsync(stop.Token).WaitAsync(TimeSpan.FromSeconds(60));
        end.SetResult();
        await Eventually.True(() => worker.Running == 0);
        await worker.ClaimAsync(stop.Token);

        Assert.Equal(20, (await _bench.ListAsync()).Count(job => job.State == JobStates.Ready));
    }

    [PostgresFact]
    public async Task Drain_WithPatience_LetsJobsFinishAndReleasesTheOthersUncounted()
    {
        await _bench.EnqueueAsync(payload: "short");
        var endless = await _bench.EnqueueAsync(payload: "endless");
        var end = new TaskCompletionSource();
        var worker = _bench.Worker((job, stop) => job.Payload == "short" ? end.Task : Task.Delay(Timeout.Infinite, stop));
        await worker.ClaimAsync();
        Assert.Equal(2, worker.Running);

        using var patience = new CancellationTokenSource();
        var drain = worker.DrainAsync(patience.Token);
        end.SetResult();
        await Eventually.True(() => worker.Running == 1);
        Assert.False(drain.IsCompleted);
        await patience.CancelAsync();
        await drain;

        var released = await _bench.SingleAsync();
        Assert.Equal((endless.ToString("N"), JobStates.Scheduled, 0), (released.Id, released.State, released.Attempts));
        Assert.Equal(1, Assert.Single(await _bench.ClaimAsync()).Job.Attempt); // by another silo at once
    }

    private MeterListener ListenToResults(ConcurrentQueue<string?> results)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, started) =>
            {
                if (instrument.Name == "jobs.attempts")
                    started.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var byName = new Dictionary<string, object?>(tags.ToArray());
            if (Equals(byName["kind"], _bench.Kind))
                results.Enqueue((string?)byName["result"]);
        });
        listener.Start();
        return listener;
    }
}
