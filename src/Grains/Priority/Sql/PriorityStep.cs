using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>
/// The step of the analysis that records correspondence and scores messages. Older mail is scored before the mail before it is known, so the newest messages
/// are scored again once it is.
/// </summary>
internal sealed class PriorityStep(JobQueue jobs, TimeProvider time) : IAnalysisStep
{
    // An older answer is history, which says as little of today as the rest of it.
    private static readonly TimeSpan NewsAge = TimeSpan.FromDays(7);

    private const string LearnSql = """
        INSERT INTO priority_lessons (user_id, message_id, kind, created_at)
        SELECT $1, n.id, $3, $4
        FROM unnest($2) AS n (id)
        ON CONFLICT DO NOTHING
        """;

    public string Name => "priority";

    public int Version => PriorityModel.Version;

    public async Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await PriorityModels.LockAsync(connection, batch.UserId, cancellationToken).ConfigureAwait(false);
        var answered = await Correspondence.RecordAsync(connection, batch, cancellationToken).ConfigureAwait(false);
        var model = await PriorityModels.ReadAsync(connection, batch.UserId, cancellationToken).ConfigureAwait(false);
        await PriorityScorer.ScoreAsync(connection, batch.UserId, batch.Messages, batch.Owner, model, cancellationToken).ConfigureAwait(false);
        await FollowAsync(connection, batch, answered, cancellationToken).ConfigureAwait(false);
        return [];
    }

    private async Task FollowAsync(NpgsqlConnection connection, AnalysisBatch mail, IReadOnlyList<AnsweredMessage> answered, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Guid[] lessons = mail.IsBacklog ? [] : [.. answered.Where(message => message.AnsweredAt > now - NewsAge).Select(message => message.Id)];
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        if (lessons.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LearnSql).With(mail.UserId).With(lessons).With(LessonKinds.Answered).With(now));
            batch.BatchCommands.Add(jobs.Enqueue(PriorityJobs.Learn(mail.UserId)));
        }

        if (mail.IsBacklog)
            batch.BatchCommands.Add(jobs.Enqueue(PriorityJobs.Rescore(mail.UserId, now)));
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
