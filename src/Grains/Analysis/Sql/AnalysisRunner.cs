using System.Data.Common;
using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Intelligence;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>
/// Analyzes the newest messages of a user that wait, in one transaction with the results of all steps. If a step fails, each message is analyzed alone,
/// and only those that fail again are recorded as failed.
/// </summary>
internal sealed partial class AnalysisRunner(
    NpgsqlDataSource database, AnalysisStore store, AnalysisSteps steps, EventLog events, TimeProvider time, ILogger<AnalysisRunner> logger)
{
    public const int BatchSize = 100;

    private static readonly TimeSpan BatchLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AloneLimit = TimeSpan.FromMinutes(1);

    private readonly ILogger<AnalysisRunner> _logger = logger;

    /// <summary>Analyzes the next messages.</summary>
    /// <param name="state">Of which messages: <see cref="AnalysisStates.Waiting"/> or <see cref="AnalysisStates.Backlog"/>.</param>
    /// <param name="isPatient">
    /// Has temporary failures of the database fail the call. Otherwise they are failures of the messages, as a statement that always takes too long is.
    /// </param>
    public async Task<AnalysisTurn> RunAsync(Guid userId, string state, bool isPatient, CancellationToken cancellationToken)
    {
        var next = await store.ListNextAsync(userId, state, BatchSize, cancellationToken).ConfigureAwait(false);
        var hasEvents = next.Ids.Count > 0 && await AnalyzeAllAsync(userId, state, next.Ids, isPatient, cancellationToken).ConfigureAwait(false);
        return new AnalysisTurn(next.Ids.Count == BatchSize, hasEvents, next.IsSyncing);
    }

    /// <returns>Whether events were appended.</returns>
    private async Task<bool> AnalyzeAllAsync(Guid userId, string state, IReadOnlyList<Guid> ids, bool isPatient, CancellationToken cancellationToken)
    {
        try
        {
            return await AnalyzeAsync(userId, state, ids, BatchLimit, isPatient, cancellationToken).ConfigureAwait(false);
        }
        catch (AnalysisStepException failure)
        {
            LogIsolated(failure, failure.Step, ids.Count);
        }

        var hasEvents = false;
        foreach (var id in ids)
            hasEvents |= await AnalyzeAloneAsync(userId, state, id, isPatient, cancellationToken).ConfigureAwait(false);
        return hasEvents;
    }

    private async Task<bool> AnalyzeAloneAsync(Guid userId, string state, Guid id, bool isPatient, CancellationToken cancellationToken)
    {
        try
        {
            return await AnalyzeAsync(userId, state, [id], AloneLimit, isPatient, cancellationToken).ConfigureAwait(false);
        }
        catch (AnalysisStepException failure)
        {
            LogFailed(failure, failure.Step, id);
            await store.FailAsync(userId, state, id, failure.Step, failure.Reason, cancellationToken).ConfigureAwait(false);
            AnalysisMetrics.ReportFailure(failure.Step);
            return false;
        }
    }

    private async Task<bool> AnalyzeAsync(
        Guid userId, string state, IReadOnlyList<Guid> ids, TimeSpan limit, bool isPatient, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var batch = new RunningBatch(userId, state, connection, await AnalysisStore.LockAsync(connection, userId, cancellationToken).ConfigureAwait(false), time.GetTimestamp());
        // From here on, since other batches of the user are not at the cost of this one.
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var hasEvents = await RunStepsAsync(batch, ids, either.Token).ConfigureAwait(false);
            await transaction.CommitAsync(either.Token).ConfigureAwait(false);
            AnalysisMetrics.Report(state, ids.Count, time.GetElapsedTime(batch.Began));
            return hasEvents;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !(isPatient && error is DbException failure && DatabaseOutage.Is(failure)))
        {
            throw new AnalysisStepException(batch.Step, error);
        }
    }

    /// <returns>Whether events were appended.</returns>
    private async Task<bool> RunStepsAsync(RunningBatch batch, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var (userId, state, connection) = (batch.UserId, batch.State, batch.Connection);
        var rows = await AnalysisStore.ReadAsync(connection, userId, state, ids, cancellationToken).ConfigureAwait(false);
        var owner = await AnalyzedMail.ReadOwnerAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        Guid[] read = [.. rows.Where(row => row.HasSteps).Select(row => row.MessageId)];
        var messages = await AnalyzedMail.ReadAsync(connection, userId, read, owner, cancellationToken).ConfigureAwait(false);
        var found = new List<NewEvent>();
        foreach (var step in steps.All)
        {
            batch.Step = step.Name;
            if (Behind(step, messages, rows) is not { Count: > 0 } behind)
                continue;
            var given = new AnalysisBatch(userId, behind, owner) { IsBacklog = state == AnalysisStates.Backlog };
            found.AddRange(await step.AnalyzeAsync(given, connection, cancellationToken).ConfigureAwait(false));
        }

        batch.Step = AnalysisStepException.Storing;
        var pace = AnalysisPolicy.Pace(batch.Pace, rows.Count, time.GetElapsedTime(batch.Began));
        await store.SettleAsync(connection, userId, state, rows, steps.Versions, pace, cancellationToken).ConfigureAwait(false);
        return state == AnalysisStates.Waiting && await events.AppendAsync(connection, userId, found, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Returns the messages that have not passed a step in its version.</summary>
    private static List<AnalyzedMessage> Behind(IAnalysisStep step, IReadOnlyList<AnalyzedMessage> messages, IReadOnlyList<AnalysisRow> rows)
    {
        var behind = rows.Where(row => row.Passed[step.Name] < step.Version).Select(row => row.MessageId).ToHashSet();
        return [.. messages.Where(message => behind.Contains(message.Id))];
    }

    [LoggerMessage(1, LogLevel.Warning, "The step {Step} of the analysis failed; each of {Count} messages is analyzed alone")]
    private partial void LogIsolated(Exception error, string step, int count);

    [LoggerMessage(2, LogLevel.Error, "The step {Step} of the analysis failed for message {MessageId}, which is recorded and not tried again")]
    private partial void LogFailed(Exception error, string step, Guid messageId);

    /// <summary>A batch whose transaction is open.</summary>
    private sealed class RunningBatch(Guid userId, string state, NpgsqlConnection connection, float? pace, long began)
    {
        public Guid UserId => userId;

        public string State => state;

        public NpgsqlConnection Connection => connection;

        public float? Pace => pace;

        public long Began => began;

        /// <summary>Gets or sets the step that runs, for the record of a failure.</summary>
        public string Step { get; set; } = AnalysisStepException.Reading;
    }
}
