namespace EmailAgent.Grains.Jobs;

/// <summary>The queue of work that may wait, for administrators: a stateless worker, key 0. Actions and queries are audited.</summary>
[Alias("jobs")]
public interface IJobGrain : IGrainWithIntegerKey
{
    /// <summary>Lists jobs, newest first. Refused with <c>validation_failed</c> for an <paramref name="after"/> that no page returned.</summary>
    /// <param name="kind">Only jobs of this kind; null for all.</param>
    /// <param name="state">Only jobs in this state, of <see cref="JobStates"/>; null for all.</param>
    /// <param name="after">Cursor of the page before; null for the first.</param>
    /// <param name="limit">At most this many.</param>
    [Alias("list"), Idempotent]
    Task<Outcome<JobPage>> ListAsync(string? kind, string? state, string? after, int limit, CancellationToken cancellationToken);

    [Alias("stats"), Idempotent]
    Task<JobStats> GetStatsAsync(CancellationToken cancellationToken);

    /// <summary>Makes a waiting or parked job ready, with all its attempts before it. Refused with <c>not_found</c> or <c>job_running</c>.</summary>
    [Alias("retry")]
    Task<Outcome<QueuedJob>> RetryAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Deletes a job; a running one is interrupted within the interval in which leases are renewed. Refused with <c>not_found</c>.</summary>
    [Alias("cancel")]
    Task<Outcome<Done>> CancelAsync(Guid jobId, CancellationToken cancellationToken);
}
