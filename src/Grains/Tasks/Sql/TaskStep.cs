using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Intelligence.Requests;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>The step of the analysis that finds tasks, and closes those that later messages report as done.</summary>
internal sealed class TaskStep(TaskFinder finder) : IAnalysisStep
{
    public string Name => "tasks";

    public int Version => RequestClassifier.Version;

    public Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken) =>
        finder.FindAsync(connection, batch.UserId, batch.Messages, batch.Owner, cancellationToken);
}
