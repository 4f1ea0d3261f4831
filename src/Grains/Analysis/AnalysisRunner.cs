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
    NpgsqlDataSource database, AnalysisStore store, AnalyzedMail mail, AnalysisSteps steps, EventLog events, TimeProvider time, ILogger<AnalysisRunner> logger)
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
        var next = await store.ListNextAsync(userId, state, BatchSize, cancellationToken);
        var hasEvents = next.Ids.Count > 0 && await AnalyzeAllAsync(userId, state, next.Ids, isPatient, cancellationToken);
        return new AnalysisTurn(next.Ids.Count == BatchSize, hasEvents, next.IsSyncing);
    }

    /// <returns>Whether events were appended.</returns>
    private async Task<bool> AnalyzeAllAsync(Guid userId, string state, IReadOnlyList<Guid> ids, bool isPatient, CancellationToken cancellationToken)
    {
        try
        {
            return await AnalyzeAsync(userId, state, ids, BatchLimit, isPatient, cancellationToken);
        }
        catch (AnalysisStepException failure)
        {
            LogIsolated(failure, failure.Step, ids.Count);
        }

        var hasEvents = false;
        foreach (var id in ids)
            hasEvents |= await AnalyzeAloneAsync(userId, state, id, isPatient, cancellationToken);
        return hasEvents;
    }

    private async Task<bool> AnalyzeAloneAsync(Guid userId, string state, Guid id, bool isPatient, CancellationToken cancellationToken)
    {
        try
        {
            return await AnalyzeAsync(userId, state, [id], AloneLimit, isPatient, cancellationToken);
        }
        catch (AnalysisStepException failure)
        {
            LogFailed(failure, failure.Step, id);
            await store.FailAsync(userId, state, id, failure.Step, failure.Reason, cancellationToken);
            AnalysisMetrics.ReportFailure(failure.Step);
            return false;
        }
    }

    private async Task<bool> AnalyzeAsync(
        Guid userId, string state, IReadOnlyList<Guid> ids, TimeSpan limit, bool isPatient, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var pace = await store.LockAsync(connection, userId, cancellationToken);
        var began = time.GetTimestamp();
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var step = AnalysisStepException.Reading;
        try
        {
            var rows = await store.ReadAsync(connection, userId, state, ids, either.Token);
            var (messages, owner) = await ReadAsync(connection, userId, rows, either.Token);
            var found = new List<NewEvent>();
            foreach (var one in steps.All)
            {
                step = one.Name;
                if (Behind(one, messages, rows) is { Count: > 0 } behind)
                    found.AddRange(await one.AnalyzeAsync(new AnalysisBatch(userId, behind, owner) { IsBacklog = state == AnalysisStates.Backlog }, connection, either.Token));
            }

            step = AnalysisStepException.Storing;
            var elapsed = time.GetElapsedTime(began);
            await store.SettleAsync(connection, userId, state, rows, steps.Versions, AnalysisPolicy.Pace(pace, rows.Count, elapsed), either.Token);
            var last = state == AnalysisStates.Waiting ? await events.AppendAsync(connection, userId, found, either.Token) : null;
            await transaction.CommitAsync(either.Token);
            AnalysisMetrics.Report(state, rows.Count, elapsed);
            return last is not null;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !(isPatient && error is DbException failure && DatabaseOutage.Is(failure)))
        {
            throw new AnalysisStepException(step, error);
        }
    }

    private async Task<(IReadOnlyList<AnalyzedMessage> Messages, OwnerAddresses Owner)> ReadAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyList<AnalysisRow> rows, CancellationToken cancellationToken)
    {
        var owner = await mail.ReadOwnerAsync(connection, userId, cancellationToken);
        Guid[] ids = [.. rows.Where(row => row.HasSteps).Select(row => row.MessageId)];
        return (await mail.ReadAsync(connection, userId, ids, owner, cancellationToken), owner);
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
}
