using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Priority;

/// <summary>Scores the newest messages of an owner again, with what is known since then.</summary>
internal sealed class PriorityRescoring(PriorityLearner learner) : IJobHandler
{
    public string Kind => PriorityJobs.RescoreKind;

    public JobPolicy Policy { get; } = new() { Concurrency = 2, PerUser = 1 };

    public Task RunAsync(Job job, CancellationToken cancellationToken) => job.UserId is { } userId
        ? learner.RescoreAsync(userId, cancellationToken)
        : throw new JobException("The job names no user.") { IsFinal = true };
}
