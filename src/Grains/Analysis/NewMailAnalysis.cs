using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Analysis;

/// <summary>Analyzes new mail. Waits for at most one batch of the user's own backlog, and never for the backlog of others.</summary>
internal sealed class NewMailAnalysis(AnalysisRunner runner, JobQueue queue, EventAnnouncer announcer, TimeProvider time)
    : AnalysisWork(AnalysisStates.Waiting, runner, queue, announcer, time)
{
    public override string Kind => AnalysisJobs.New;

    public override JobPolicy Policy { get; } = new() { Concurrency = 4, PerUser = 1, MostAttempts = int.MaxValue, LongestRetry = TimeSpan.FromMinutes(5) };
}
