namespace EmailAgent.Grains.Jobs;

/// <summary>A request of a worker for jobs of a kind.</summary>
/// <param name="After">The user who had the last turn; the next user's jobs come first.</param>
/// <param name="Limit">Maximum number of jobs, at least 1.</param>
/// <param name="Rooms">Number of further jobs that can run, for users who have running ones; all others can have as many as the policy allows.</param>
internal sealed record JobClaim(string Kind, JobPolicy Policy, Guid After, int Limit, IReadOnlyDictionary<Guid, int> Rooms, TimeSpan Lease);

/// <summary>A job that a worker has claimed.</summary>
/// <param name="Lease">Proves that it is this worker that ends the attempt.</param>
/// <param name="Turn">The user, or the empty id for the installation.</param>
internal sealed record ClaimedJob(Job Job, Guid Lease, Guid Turn);

/// <summary>The answer to a <see cref="JobClaim"/>.</summary>
/// <param name="Jobs">In the order of their users' turns.</param>
/// <param name="NextAt">When the next job is due or the next lease ends; null for none.</param>
/// <param name="IsReadyLeft">Indicates whether ready jobs were left: those of users without room, or locked by another worker at this moment.</param>
internal sealed record ClaimedJobs(IReadOnlyList<ClaimedJob> Jobs, DateTimeOffset? NextAt, bool IsReadyLeft);
