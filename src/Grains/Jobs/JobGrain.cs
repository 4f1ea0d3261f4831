using EmailAgent.Grains.Audit;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Jobs;

[StatelessWorker, Reentrant]
internal sealed class JobGrain(JobReader reader, AuditTrail trail) : Grain, IJobGrain
{
    private static readonly Problem NoSuchJob = new(ProblemCodes.NotFound, "There is no such job, or it is done.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem IsRunning = new(JobProblems.Running, "The job is running. If the attempt fails, it is retried.");

    public async Task<Outcome<JobPage>> ListAsync(string? kind, string? state, string? after, int limit, CancellationToken cancellationToken)
    {
        Guid before = default;
        if (after is not null && !Ids.TryParse(after, out before))
            return NoSuchPage;
        await RecordReadAsync(cancellationToken);
        var jobs = await reader.ListAsync(kind, state, after is null ? null : before, limit, cancellationToken);
        return new JobPage(jobs, jobs.Count < limit ? null : jobs[^1].Id);
    }

    public async Task<JobStats> GetStatsAsync(CancellationToken cancellationToken)
    {
        await RecordReadAsync(cancellationToken);
        return await reader.CountAsync(cancellationToken);
    }

    public async Task<Outcome<QueuedJob>> RetryAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(jobId, cancellationToken) is not { } job)
            return NoSuchJob;
        var isRetried = await reader.RetryAsync(jobId, job.Kind, Entry(job, JobActions.Retry), cancellationToken);
        if (await reader.FindAsync(jobId, cancellationToken) is { } current)
            return isRetried ? current : IsRunning;
        // It is done already.
        return isRetried ? job with { State = JobStates.Running } : NoSuchJob;
    }

    public async Task<Outcome<Done>> CancelAsync(Guid jobId, CancellationToken cancellationToken) =>
        await reader.FindAsync(jobId, cancellationToken) is { } job && await reader.CancelAsync(jobId, Entry(job, JobActions.Cancel), cancellationToken)
            ? Done.Value
            : NoSuchJob;

    private static AuditEntry Entry(QueuedJob job, string action) => AuditTrail.Entry(
        job.UserId is null ? null : Guid.ParseExact(job.UserId, "N"), action, $"job:{job.Id}", details: ("kind", job.Kind));

    private ValueTask RecordReadAsync(CancellationToken cancellationToken) =>
        trail.RecordAsync(AuditTrail.Entry(null, AuditLogActions.AdminRead, details: ("what", "jobs")), cancellationToken);
}
