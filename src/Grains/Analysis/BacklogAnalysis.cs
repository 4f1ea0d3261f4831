using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Analysis;

/// <summary>Analyzes older mail, and mail that is to be analyzed again, at low priority.</summary>
internal sealed class BacklogAnalysis(AnalysisRunner runner, JobQueue queue, EventAnnouncer announcer, TimeProvider time)
    : AnalysisWork(AnalysisStates.Backlog, runner, queue, announcer, time)
{
    public override string Kind => AnalysisJobs.Backlog;

    public override JobPolicy Policy { get; } = new() { Concurrency = 2, PerUser = 1, MostAttempts = int.MaxValue, LongestRetry = TimeSpan.FromMinutes(5) };
}
