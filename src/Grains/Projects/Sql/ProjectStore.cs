using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Writes of people to projects.</summary>
internal sealed class ProjectStore(ProjectWrites writes, TimeProvider time)
{
    private const string Chosen = "You put it into the project.";

    private const string CreateSql = """
        INSERT INTO projects (user_id, id, name, description, status, due_at, source, edited, created_at, updated_at)
        SELECT $1, $2, $3, $4, $5, $6, 'person', $7, $8, $8
        WHERE (SELECT count(*) FROM projects WHERE user_id = $1) < $9
        """;

    private const string UpdateSql = """
        UPDATE projects p
        SET name = coalesce($3, p.name),
            description = coalesce($4, p.description),
            status = coalesce($5, p.status),
            due_at = CASE WHEN $6 THEN $7 ELSE p.due_at END,
            edited = ARRAY (SELECT DISTINCT field FROM unnest(p.edited || $8::text[]) AS field ORDER BY field),
            updated_at = greatest($9, p.updated_at + interval '1 microsecond')
        WHERE p.user_id = $1 AND p.id = $2 AND ($10::timestamptz IS NULL OR p.updated_at = $10)
        """;

    private const string DeleteSql = "DELETE FROM projects WHERE user_id = $1 AND id = $2 AND ($3::timestamptz IS NULL OR updated_at = $3)";

    // In the order of the ids, so that two writes do not wait for each other.
    private const string ThreadsSql = $"""
        SELECT h.id
        FROM threads h
        WHERE h.user_id = $1 AND h.id IN (SELECT m.thread_id FROM messages m WHERE m.user_id = $1 AND m.id = ANY ($2) AND {SummaryColumns.NotDeleting})
        ORDER BY h.id
        FOR KEY SHARE OF h
        """;

    private const string CountMessagesSql = $"SELECT m.id FROM messages m WHERE m.user_id = $1 AND m.id = ANY ($2) AND {SummaryColumns.NotDeleting}";

    private const string LinkSql = """
        INSERT INTO project_threads AS l (user_id, thread_id, project_id, is_manual, reason_codes, reason_words, added_at)
        SELECT $1, n.id, $3, true, ARRAY['chosen'], ARRAY[$4], $5
        FROM unnest($2) AS n (id)
        ON CONFLICT (user_id, thread_id) DO UPDATE SET
            project_id = excluded.project_id, is_manual = true, reason_codes = excluded.reason_codes, reason_words = excluded.reason_words, added_at = excluded.added_at
        WHERE l.project_id IS DISTINCT FROM excluded.project_id OR NOT l.is_manual
        """;

    private const string UnlinkSql = """
        UPDATE project_threads l
        SET project_id = NULL, is_manual = true
        FROM messages m
        WHERE l.user_id = $1 AND l.project_id = $2 AND m.user_id = $1 AND m.id = $3 AND l.thread_id = m.thread_id
        """;

    private const string MoveThreadsSql = "UPDATE project_threads SET project_id = $2 WHERE user_id = $1 AND project_id = ANY ($3)";

    private const string MoveTasksSql = """
        UPDATE tasks SET project_id = $2, updated_at = greatest($4, updated_at + interval '1 microsecond') WHERE user_id = $1 AND project_id = ANY ($3)
        """;

    private const string DeleteOthersSql = "DELETE FROM projects WHERE user_id = $1 AND id = ANY ($2) RETURNING id";

    private const string SplitThreadsSql = "UPDATE project_threads SET project_id = $3, is_manual = true WHERE user_id = $1 AND project_id = $2 AND thread_id = ANY ($4)";

    private const string SplitTasksSql = """
        UPDATE tasks t
        SET project_id = $3, updated_at = greatest($5, t.updated_at + interval '1 microsecond')
        WHERE t.user_id = $1 AND t.project_id = $2 AND EXISTS (
            SELECT FROM task_evidence e JOIN messages m ON m.user_id = e.user_id AND m.id = e.message_id
            WHERE e.user_id = $1 AND e.task_id = t.id AND m.thread_id = ANY ($4))
        """;

    /// <summary>Makes a project of the threads of messages.</summary>
    public Task<ProjectResult> CreateAsync(Guid userId, Guid id, ProjectChange project, Guid[] messageIds, int limit, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            if (await ReadThreadsAsync(connection, userId, messageIds, cancellationToken).ConfigureAwait(false) is not { } threads)
                return ProjectResult.NoSuchMessage;
            if (await InsertAsync(connection, userId, id, project, limit, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.TooMany;
            await ProjectWrites.RunAsync(connection, Link(userId, id, threads), cancellationToken).ConfigureAwait(false);
            events.Add(ProjectEventData.Of(ProjectEvents.Created, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Changes the fields that are given.</summary>
    public Task<ProjectResult> UpdateAsync(Guid userId, Guid id, ProjectChange change, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            var command = new NpgsqlBatchCommand(UpdateSql)
                .With(userId).With(id).With(change.Name).With(change.Description).With(change.Status)
                .With(change.Due is not null).With(change.Due?.At).With(change.Fields).With(time.GetUtcNow()).With(expected?.ToUniversalTime());
            if (await ProjectWrites.RunAsync(connection, command, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.Refused;
            events.Add(ProjectEventData.Of(ProjectEvents.Updated, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Deletes a project. Its threads stay without one.</summary>
    public Task<ProjectResult> DeleteAsync(Guid userId, Guid id, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            var command = new NpgsqlBatchCommand(DeleteSql).With(userId).With(id).With(expected?.ToUniversalTime());
            if (await ProjectWrites.RunAsync(connection, command, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.Refused;
            events.Add(ProjectEventData.Of(ProjectEvents.Deleted, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Puts the threads of messages into a project.</summary>
    public Task<ProjectResult> LinkAsync(Guid userId, Guid id, Guid[] messageIds, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            if (!await ExistAsync(connection, userId, [id], cancellationToken).ConfigureAwait(false))
                return ProjectResult.Refused;
            if (await ReadThreadsAsync(connection, userId, messageIds, cancellationToken).ConfigureAwait(false) is not { } threads)
                return ProjectResult.NoSuchMessage;
            if (await ProjectWrites.RunAsync(connection, Link(userId, id, threads), cancellationToken).ConfigureAwait(false) > 0)
                events.Add(ProjectEventData.Of(ProjectEvents.Updated, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Takes the thread of a message out of a project.</summary>
    public Task<ProjectResult> UnlinkAsync(Guid userId, Guid id, Guid messageId, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            var command = new NpgsqlBatchCommand(UnlinkSql).With(userId).With(id).With(messageId);
            if (await ProjectWrites.RunAsync(connection, command, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.Refused;
            events.Add(ProjectEventData.Of(ProjectEvents.Updated, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Moves what belongs to other projects into one, and deletes the others.</summary>
    public Task<ProjectResult> MergeAsync(Guid userId, Guid id, Guid[] others, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            if (!await ExistAsync(connection, userId, [id], cancellationToken).ConfigureAwait(false))
                return ProjectResult.Refused;
            if (!await ExistAsync(connection, userId, others, cancellationToken).ConfigureAwait(false))
                return ProjectResult.NoSuchOther;
            await ProjectWrites.RunAsync(connection, new NpgsqlBatchCommand(MoveThreadsSql).With(userId).With(id).With(others), cancellationToken).ConfigureAwait(false);
            await ProjectWrites.RunAsync(connection, new NpgsqlBatchCommand(MoveTasksSql).With(userId).With(id).With(others).With(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            var gone = await ProjectWrites.ReadIdsAsync(connection, new NpgsqlBatchCommand(DeleteOthersSql).With(userId).With(others), cancellationToken).ConfigureAwait(false);
            events.AddRange(gone.Order().Select(other => ProjectEventData.Of(ProjectEvents.Deleted, other)));
            events.Add(ProjectEventData.Of(ProjectEvents.Updated, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Moves the threads of messages, with the tasks that are based on them, into a new project.</summary>
    public Task<ProjectResult> SplitAsync(
        Guid userId, Guid id, Guid newId, string name, Guid[] messageIds, int limit, AuditEntry entry, CancellationToken cancellationToken) =>
        writes.RunAsync(userId, entry, async (connection, events) =>
        {
            if (!await ExistAsync(connection, userId, [id], cancellationToken).ConfigureAwait(false))
                return ProjectResult.Refused;
            if (await ReadThreadsAsync(connection, userId, messageIds, cancellationToken).ConfigureAwait(false) is not { } threads)
                return ProjectResult.NoSuchMessage;
            if (await InsertAsync(connection, userId, newId, new ProjectChange(name, null, null, null), limit, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.TooMany;
            var moving = new NpgsqlBatchCommand(SplitThreadsSql).With(userId).With(id).With(newId).With(threads);
            if (await ProjectWrites.RunAsync(connection, moving, cancellationToken).ConfigureAwait(false) < threads.Length)
                return ProjectResult.NoSuchMessage;
            await ProjectWrites.RunAsync(
                connection, new NpgsqlBatchCommand(SplitTasksSql).With(userId).With(id).With(newId).With(threads).With(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            events.Add(ProjectEventData.Of(ProjectEvents.Created, newId));
            events.Add(ProjectEventData.Of(ProjectEvents.Updated, id));
            return ProjectResult.Written;
        }, cancellationToken);

    /// <summary>Reads the threads of messages, and keeps them until the end of the transaction.</summary>
    /// <returns>Null if one of the messages does not exist.</returns>
    private static async Task<Guid[]?> ReadThreadsAsync(NpgsqlConnection connection, Guid userId, Guid[] messageIds, CancellationToken cancellationToken)
    {
        if (messageIds.Length == 0)
            return [];
        var found = await ProjectWrites.ReadIdsAsync(connection, new NpgsqlBatchCommand(CountMessagesSql).With(userId).With(messageIds), cancellationToken).ConfigureAwait(false);
        if (found.Count < messageIds.Length)
            return null;
        return [.. await ProjectWrites.ReadIdsAsync(connection, new NpgsqlBatchCommand(ThreadsSql).With(userId).With(messageIds), cancellationToken).ConfigureAwait(false)];
    }

    private static async Task<bool> ExistAsync(NpgsqlConnection connection, Guid userId, Guid[] ids, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("SELECT id FROM projects WHERE user_id = $1 AND id = ANY ($2)").With(userId).With(ids);
        return (await ProjectWrites.ReadIdsAsync(connection, query, cancellationToken).ConfigureAwait(false)).Count == ids.Length;
    }

    private Task<int> InsertAsync(NpgsqlConnection connection, Guid userId, Guid id, ProjectChange project, int limit, CancellationToken cancellationToken) =>
        ProjectWrites.RunAsync(
            connection,
            new NpgsqlBatchCommand(CreateSql)
                .With(userId).With(id).With(project.Name!).With(project.Description ?? "").With(project.Status ?? ProjectStates.Active)
                .With(project.Due?.At).With(project.Fields).With(time.GetUtcNow()).With((long)limit),
            cancellationToken);

    private NpgsqlBatchCommand Link(Guid userId, Guid id, Guid[] threads) =>
        new NpgsqlBatchCommand(LinkSql).With(userId).With(threads).With(id).With(Chosen).With(time.GetUtcNow());
}
