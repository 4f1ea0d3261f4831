using EmailAgent.Grains.Jobs;

namespace EmailAgent.Stores.Tests.Jobs;

/// <summary>A handler that does what a test wants.</summary>
internal sealed class ScriptedHandler(string kind, Func<Job, CancellationToken, Task> run) : IJobHandler
{
    public string Kind => kind;

    public JobPolicy Policy { get; init; } = JobPolicy.Default;

    public Task RunAsync(Job job, CancellationToken cancellationToken) => run(job, cancellationToken);
}
