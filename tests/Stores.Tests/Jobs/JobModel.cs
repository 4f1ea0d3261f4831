using EmailAgent.Grains.Jobs;

namespace EmailAgent.Stores.Tests.Jobs;

/// <summary>The queue as it must be, in memory.</summary>
internal sealed class JobModel
{
    private readonly List<Entry> _jobs = [];

    public IReadOnlyList<Entry> Jobs => _jobs;

    public Entry? Find(Guid? user, string? dedupeKey) => dedupeKey is null ? null : _jobs.Find(job => job.User == user && job.DedupeKey == dedupeKey);

    public void Enqueue(Guid id, Guid? user, string? dedupeKey, DateTimeOffset runAt, DateTimeOffset now)
    {
        if (Find(user, dedupeKey) is not { } existing)
        {
            _jobs.Add(new Entry(id, user, dedupeKey) { RunAt = runAt, State = runAt <= now ? JobStates.Ready : JobStates.Scheduled });
            return;
        }

        Assert.Equal(existing.Id, id);
        switch (existing)
        {
            case { State: JobStates.Running }:
                (existing.IsAgain, existing.RunAt) = (true, runAt);
                break;
            case { State: JobStates.Parked }:
                (existing.Attempts, existing.RunAt, existing.State) = (0, runAt, runAt <= now ? JobStates.Ready : JobStates.Scheduled);
                break;
            case { Attempts: 0 }:
                existing.State = existing.State == JobStates.Ready || runAt <= now ? JobStates.Ready : JobStates.Scheduled;
                existing.RunAt = existing.RunAt < runAt ? existing.RunAt : runAt;
                break;
        }
    }

    /// <summary>Takes over lost jobs and makes due ones ready.</summary>
    public void Prepare(DateTimeOffset now, int mostAttempts)
    {
        foreach (var job in _jobs.Where(one => one.State == JobStates.Running && one.LeaseUntil <= now).ToList())
        {
            if (job.IsCancelled && !job.IsAgain)
                _jobs.Remove(job);
            else
                job.End(isParked: job.Attempts >= mostAttempts, job.RunAt);
        }

        foreach (var job in _jobs.Where(one => one.State == JobStates.Scheduled && one.RunAt <= now))
            job.State = JobStates.Ready;
    }

    public void Claim(ClaimedJob claimed, DateTimeOffset until)
    {
        var job = _jobs.Single(one => one.Id == claimed.Job.Id);
        Assert.Equal(JobStates.Ready, job.State);
        job.Attempts++;
        Assert.Equal(job.Attempts, claimed.Job.Attempt);
        (job.State, job.Lease, job.LeaseUntil) = (JobStates.Running, claimed.Lease, until);
    }

    /// <summary>Returns the job if it is still the worker's.</summary>
    public Entry? Held(ClaimedJob claimed) => _jobs.Find(job => job.Id == claimed.Job.Id && job.Lease == claimed.Lease);

    public bool Complete(ClaimedJob claimed)
    {
        if (Held(claimed) is not { } job)
            return false;
        if (job.IsAgain)
            job.End(isParked: false, job.RunAt);
        else
            _jobs.Remove(job);
        return true;
    }

    public bool Fail(ClaimedJob claimed, bool isFinal, DateTimeOffset retryAt)
    {
        if (Held(claimed) is not { } job)
            return false;
        if (job.IsCancelled && !job.IsAgain)
            _jobs.Remove(job);
        else
            job.End(isFinal, retryAt);
        return true;
    }

    public void Cancel(Entry job)
    {
        if (job.State == JobStates.Running)
            (job.IsCancelled, job.IsAgain) = (true, false);
        else
            _jobs.Remove(job);
    }

    internal sealed class Entry(Guid id, Guid? user, string? dedupeKey)
    {
        public Guid Id => id;

        public Guid? User => user;

        public string? DedupeKey => dedupeKey;

        public string State { get; set; } = JobStates.Ready;

        public int Attempts { get; set; }

        public DateTimeOffset RunAt { get; set; }

        public Guid? Lease { get; set; }

        public DateTimeOffset? LeaseUntil { get; set; }

        public bool IsAgain { get; set; }

        public bool IsCancelled { get; set; }

        /// <summary>Ends an attempt that is not the last.</summary>
        public void End(bool isParked, DateTimeOffset runAt)
        {
            State = isParked && !IsAgain ? JobStates.Parked : JobStates.Scheduled;
            Attempts = IsAgain ? 0 : Attempts;
            (RunAt, Lease, LeaseUntil, IsAgain, IsCancelled) = (runAt, null, null, false, false);
        }
    }
}
