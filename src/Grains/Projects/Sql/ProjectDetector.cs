using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Audit;
using EmailAgent.Intelligence.Projects;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Finds projects in threads, and adds threads to projects. What a person chose stays.</summary>
internal sealed class ProjectDetector(ProjectWrites writes, IOptions<ProjectOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(365);

    private const string CountSql = "SELECT p.id FROM projects p WHERE p.user_id = $1";

    private const string CreateSql = """
        INSERT INTO projects (user_id, id, name, status, source, created_at, updated_at) VALUES ($1, $2, $3, 'active', 'detection', $4, $4)
        """;

    // A thread that another transaction changes is left for the next detection. Another one can have taken the thread meanwhile.
    private const string LinkSql = """
        INSERT INTO project_threads (user_id, thread_id, project_id, is_manual, reason_codes, reason_words, added_at)
        SELECT $1, h.id, $3, false, $4, $5, $6
        FROM (SELECT t.id FROM threads t WHERE t.user_id = $1 AND t.id = $2 FOR KEY SHARE SKIP LOCKED) h
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Finds projects, and returns what changed with the ids of the new projects.</summary>
    public async Task<(ProjectDetection Detection, IReadOnlyList<Guid> Created)> DetectAsync(Guid userId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var (created, extended, linked, compared) = (new List<Guid>(), 0, 0, 0);
        await writes.RunAsync(userId, entry, async (connection, events) =>
        {
            var owner = await AnalyzedMail.ReadOwnerAsync(connection, userId, cancellationToken).ConfigureAwait(false);
            var threads = await ProjectThreads.ReadAsync(connection, userId, time.GetUtcNow() - Age, owner, cancellationToken).ConfigureAwait(false);
            compared = threads.Count;
            var room = options.Value.PerUser - (await ProjectWrites.ReadIdsAsync(connection, new NpgsqlBatchCommand(CountSql).With(userId), cancellationToken).ConfigureAwait(false)).Count;
            foreach (var project in ProjectClustering.Find(threads))
            {
                if (project.ProjectId is null && (created.Count >= room || NameOf(project) is null))
                    continue;
                var id = project.ProjectId ?? Guid.CreateVersion7(time.GetUtcNow());
                var joined = await StoreAsync(connection, userId, id, project, cancellationToken).ConfigureAwait(false);
                if (project.ProjectId is null)
                    created.Add(id);
                else if (joined > 0)
                    extended++;
                linked += joined;
                if (project.ProjectId is null || joined > 0)
                    events.Add(ProjectEventData.Of(project.ProjectId is null ? ProjectEvents.Created : ProjectEvents.Updated, id));
            }

            return ProjectResult.Written;
        }, cancellationToken).ConfigureAwait(false);
        return (new ProjectDetection(created.Count, extended, linked, compared), created);
    }

    /// <returns>The number of threads that joined.</returns>
    private async Task<int> StoreAsync(NpgsqlConnection connection, Guid userId, Guid id, FoundProject project, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (project.ProjectId is null)
            await ProjectWrites.RunAsync(connection, new NpgsqlBatchCommand(CreateSql).With(userId).With(id).With(NameOf(project)!).With(now), cancellationToken).ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var thread in project.Threads)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LinkSql)
                .With(userId)
                .With(thread.ThreadId)
                .With(id)
                .With<string[]>([.. thread.Reasons.Select(reason => reason.Code)])
                .With<string[]>([.. thread.Reasons.Select(reason => PgText.Clean(reason.Words))])
                .With(now));
        }

        return Math.Max(0, await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <returns>Null if no subject is fit for a name.</returns>
    private static string? NameOf(FoundProject project) =>
        NameText.Check(project.Name, "name", ProjectPolicy.MaxName) is null ? NameText.Tidy(project.Name) : null;
}
