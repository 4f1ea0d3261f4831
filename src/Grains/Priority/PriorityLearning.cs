using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Priority;

/// <summary>Trains the model of an owner with the owner's actions.</summary>
internal sealed class PriorityLearning(PriorityLearner learner) : IJobHandler
{
    public string Kind => PriorityJobs.LearnKind;

    public JobPolicy Policy { get; } = new() { Concurrency = 4, PerUser = 1 };

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId)
            throw new JobException("The job names no user.") { IsFinal = true };
        while (await learner.LearnNextAsync(userId, cancellationToken))
        {
            // A full transaction of lessons; there may be more.
        }
    }
}
