using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Analysis;

/// <summary>Puts mail of a user into the backlog, so that all steps run for it once more.</summary>
internal sealed class AnalysisRestart(AnalysisBacklog backlog, TimeProvider time) : IJobHandler
{
    public string Kind => AnalysisJobs.Restart;

    public JobPolicy Policy { get; } = new() { Concurrency = 2, PerUser = 1 };

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId)
            throw new JobException("The job names no user.") { IsFinal = true };
        var mailboxes = AnalysisJobs.MailboxesOf(job);
        var (after, before) = (Guid.Empty, time.GetUtcNow());
        while (await backlog.RestartChunkAsync(userId, mailboxes, after, before, cancellationToken) is { } last)
            after = last;
    }
}
