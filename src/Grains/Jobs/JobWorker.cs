using System.Data.Common;
using EmailAgent.Database;
using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Jobs;

/// <summary>Claims and runs the jobs of one kind in this process.</summary>
internal sealed partial class JobWorker(IJobHandler handler, JobStore store, JobOptions options, TimeProvider time, ILogger<JobWorker> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // Another worker has locked what this one wanted, for the milliseconds of its claim.
    private static readonly TimeSpan LockedDelay = TimeSpan.FromMilliseconds(100);

    // Timers leave out fractions of a millisecond.
    private static readonly TimeSpan TimerPrecision = TimeSpan.FromMilliseconds(1);

    // For handlers to notice that they are interrupted, and for the release of their jobs.
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(2);

    private readonly ILogger<JobWorker> _logger = logger;
    private readonly JobPolicy _policy = handler.Policy;
    private readonly JobPacing _pacing = new(handler.Policy.PerSecond);
    private readonly WorkerSignals _signals = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, RunningJob> _running = [];

    // The turns of several workers begin at different users.
    private Guid _after = Guid.NewGuid();

    public string Kind => handler.Kind;

    /// <summary>Gets the number of jobs that are running.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    // An attempt ends before another worker can take the job over, even if clocks differ a little.
    private TimeSpan Patience => options.Lease * 5 / 6;

    /// <summary>Makes the worker check for jobs at once.</summary>
    public void Wake() => _signals.Raise();

    /// <summary>Claims jobs until it is stopped; those that are running go on.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                var wait = await TryClaimAsync(stop);
                await _signals.WaitAsync(
                    async cancelled =>
                    {
                        await Task.Delay(wait, time, cancelled);
                        return true;
                    },
                    true,
                    stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Renews the leases of running jobs until it is stopped.</summary>
    public async Task RenewRepeatedlyAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await TryRenewAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Claims and starts as many jobs as can run now.</summary>
    /// <param name="stop">Ends the claims, between two of them: a claim that is committed must be known to this process.</param>
    /// <returns>Time until the next check, unless the worker is woken.</returns>
    public async Task<TimeSpan> ClaimAsync(CancellationToken stop = default)
    {
        // Short jobs end during the next claim, so there can be a place each time.
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var (places, rooms) = Rooms();
            var limit = Math.Min(places, _pacing.Allowed(now));
            if (limit <= 0)
                return places <= 0 ? options.PollInterval : Shorter(_pacing.Wait(), options.PollInterval);
            var claimed = await store.ClaimAsync(new JobClaim(Kind, _policy, _after, limit, rooms, options.Lease), CancellationToken.None);
            _pacing.Take(claimed.Jobs.Count);
            var patience = Longer(Patience - (time.GetUtcNow() - now), TimeSpan.Zero);
            foreach (var job in claimed.Jobs)
                Start(job, patience);
            if (claimed.Jobs is [.., var last])
                _after = last.Turn;
            else
                return WaitAfter(claimed, hasFullUsers: rooms.Values.Any(room => room <= 0));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Renews the leases of running jobs once, and interrupts jobs that were cancelled or lost.</summary>
    public async Task RenewAsync()
    {
        var held = Snapshot();
        if (held.Length == 0)
            return;
        var until = time.GetUtcNow() + options.Lease;
        var renewed = await store.RenewAsync([.. held.Select(job => job.Claimed)], until, CancellationToken.None);
        var patience = Longer(until - time.GetUtcNow() - (options.Lease - Patience), TimeSpan.Zero);
        foreach (var job in held)
        {
            if (!renewed.TryGetValue(job.Claimed.Job.Id, out var isCancelled))
                job.Interrupt();
            else if (isCancelled)
                job.Cancel();
            else
                job.Extend(patience);
        }
    }

    /// <summary>Waits for running jobs, and releases those that have not ended when <paramref name="patience"/> is cancelled. Call it after the claims ended.</summary>
    public async Task DrainAsync(CancellationToken patience)
    {
        await Task.WhenAll(Snapshot().Select(job => job.Attempt)).WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = Snapshot();
        foreach (var job in left)
            job.Release();
        await Task.WhenAll(left.Select(job => job.Attempt)).WaitAsync(LastMoment, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Running is > 0 and var count)
            LogNotDrained(count, Kind);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan WaitAfter(ClaimedJobs claimed, bool hasFullUsers)
    {
        if (claimed.IsReadyLeft && !hasFullUsers)
            return LockedDelay;
        if (claimed.NextAt is not { } nextAt)
            return options.PollInterval;
        var left = nextAt - time.GetUtcNow();
        return left > TimeSpan.Zero ? Shorter(left + TimerPrecision, options.PollInterval) : LockedDelay;
    }

    private async Task<TimeSpan> TryClaimAsync(CancellationToken stop)
    {
        try
        {
            return await ClaimAsync(stop);
        }
        catch (Exception error)
        {
            LogNotClaimed(error, Kind);
            return RetryDelay;
        }
    }

    private async Task TryRenewAsync()
    {
        try
        {
            await RenewAsync();
        }
        catch (Exception error)
        {
            LogNotRenewed(error, Kind);
        }
    }

    private RunningJob[] Snapshot()
    {
        lock (_gate)
            return [.. _running.Values];
    }

    private (int Places, Dictionary<Guid, int> Rooms) Rooms()
    {
        lock (_gate)
        {
            return (
                _policy.Concurrency - _running.Count,
                _running.Values.GroupBy(job => job.Claimed.Turn).ToDictionary(user => user.Key, user => Math.Max(0, _policy.PerUser - user.Count())));
        }
    }

    private void Start(ClaimedJob claimed, TimeSpan patience)
    {
        var job = new RunningJob(claimed, patience, time);
        lock (_gate)
        {
            if (_running.TryAdd(claimed.Job.Id, job))
            {
                job.Attempt = Task.Run(() => RunAsync(job), CancellationToken.None);
            }
            else if (_running[claimed.Job.Id] is { IsSettling: true } former)
            {
                // Requested again, and claimed before this process has learned that its former attempt is settled.
                _running[claimed.Job.Id] = job;
                job.Attempt = Task.Run(() => RunAfterAsync(former, job), CancellationToken.None);
            }
            else
            {
                job.Dispose(); // An attempt whose lease was lost, and that has not ended yet: the job waits for the end of the new lease.
            }
        }
    }

    private async Task RunAfterAsync(RunningJob former, RunningJob job)
    {
        await former.Attempt;
        await RunAsync(job);
    }

    private async Task RunAsync(RunningJob job)
    {
        var began = time.GetTimestamp();
        var failure = await AttemptAsync(job);
        lock (_gate)
            job.IsSettling = true;
        try
        {
            var result = await SettleAsync(job, failure);
            JobMetrics.ReportAttempt(Kind, result, time.GetElapsedTime(began));
        }
        catch (Exception error)
        {
            LogNotSettled(error, job.Claimed.Job.Id, Kind);
        }
        finally
        {
            lock (_gate)
            {
                if (_running[job.Claimed.Job.Id] == job)
                    _running.Remove(job.Claimed.Job.Id);
            }

            job.Dispose();
            _signals.Raise();
        }
    }

    private async Task<Exception?> AttemptAsync(RunningJob job)
    {
        try
        {
            await handler.RunAsync(job.Claimed.Job, job.Token);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    // A short outage of the database does not make a job run again.
    private async Task<string> SettleAsync(RunningJob job, Exception? failure)
    {
        while (true)
        {
            try
            {
                return await SettleOnceAsync(job, failure);
            }
            catch (DbException outage) when (DatabaseOutage.Is(outage) && !job.Token.IsCancellationRequested)
            {
                await Task.Delay(RetryDelay, time, job.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<string> SettleOnceAsync(RunningJob job, Exception? failure)
    {
        if (failure is null)
            return await store.CompleteAsync(job.Claimed, CancellationToken.None) ? JobMetrics.Completed : Lost(job);
        if (job.IsReleased)
            return await store.ReleaseAsync(job.Claimed, CancellationToken.None) ? JobMetrics.Released : Lost(job);

        var (id, attempt, expected) = (job.Claimed.Job.Id, job.Claimed.Job.Attempt, failure as JobException);
        var isFinal = expected is { IsFinal: true } || attempt >= _policy.MostAttempts;
        var retryAt = time.GetUtcNow() + (expected?.RetryAfter ?? _policy.RetryAfter(attempt, Random.Shared.NextDouble()));
        // Without the text of an unexpected failure, which can contain an address.
        if (!await store.FailAsync(job.Claimed, isFinal, retryAt, expected?.Message ?? failure.GetType().Name, CancellationToken.None))
            return Lost(job);
        if (job.IsCancelled)
            return JobMetrics.Cancelled;
        if (isFinal)
            LogParked(failure, id, Kind, attempt);
        else
            LogFailed(failure, id, Kind, attempt, retryAt);
        return isFinal ? JobMetrics.Parked : JobMetrics.Failed;
    }

    private string Lost(RunningJob job)
    {
        LogLost(job.Claimed.Job.Id, Kind);
        return JobMetrics.Lost;
    }
}
