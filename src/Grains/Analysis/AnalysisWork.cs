using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Analysis;

/// <summary>Analyzes a user's messages in one state. After a while the user's turn ends, and the job waits for its next one.</summary>
internal abstract class AnalysisWork(string state, AnalysisRunner runner, JobQueue queue, EventAnnouncer announcer, TimeProvider time) : IJobHandler
{
    // In further attempts of a job, temporary failures of the database count as those of messages.
    private const int PatientAttempts = 5;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public abstract string Kind { get; }

    public abstract JobPolicy Policy { get; }

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId)
            throw new JobException("The job names no user.") { IsFinal = true };
        var began = time.GetTimestamp();
        while (await AnalyzeAsync(userId, job.Attempt <= PatientAttempts, cancellationToken))
        {
            if (time.GetElapsedTime(began) < Turn)
                continue;
            // The job is running, so it runs once more afterwards.
            await queue.EnqueueAsync(AnalysisJobs.Of(userId, state), cancellationToken);
            return;
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> AnalyzeAsync(Guid userId, bool isPatient, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var turn = await runner.RunAsync(userId, state, isPatient, cancellationToken);
        if (turn.HasEvents)
            await announcer.AnnounceAsync(userId);
        if (turn.IsMoreLeft && state == AnalysisStates.Backlog && AnalysisPolicy.Rest(time.GetElapsedTime(began), turn.IsSyncing) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time, cancellationToken);
        return turn.IsMoreLeft;
    }
}
