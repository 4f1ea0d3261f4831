using EmailAgent.Database;
using EmailAgent.Grains.Access;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>Reads tasks.</summary>
internal sealed class TaskReader(NpgsqlDataSource database)
{
    private const string Conditions = $"""
        (cardinality($2) = 0 OR t.status = ANY ($2))
          AND (cardinality($3) = 0 OR t.priority = ANY ($3))
          AND ($4::uuid IS NULL OR t.project_id = $4)
          AND ($5::uuid IS NULL OR t.parent_task_id IS NOT DISTINCT FROM nullif($5, '00000000-0000-0000-0000-000000000000'))
          AND ($6::timestamptz IS NULL OR t.due_at < $6)
          AND ($7::boolean IS NULL OR {TaskColumns.IsMine} = $7)
        """;

    private const string Urgency = "array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority)";

    /// <summary>Reads a page of a list, with the number of tasks that are selected.</summary>
    public async Task<Page<MailTask>> ListAsync(Visibility visible, TaskQuery query, Guid? projectId, Guid? parentId, CancellationToken cancellationToken)
    {
        var tasks = await database.ReadRowsAsync(
            Select(visible, query, projectId, parentId).With((long)query.PageSize).With((query.Page - 1L) * query.PageSize), TaskColumns.Read, cancellationToken).ConfigureAwait(false);
        var total = await database.ReadRowsAsync(Count(visible, query, projectId, parentId), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return new Page<MailTask>(tasks, total.Single(), query.Page, query.PageSize);
    }

    /// <returns>Null if there is no such task.</returns>
    public async Task<MailTask?> FindAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {TaskColumns.Sql(visible)} FROM tasks t WHERE {TaskColumns.Visible(visible)} AND t.id = $2").With(visible.UserId).With(id);
        return (await database.ReadRowsAsync(query, TaskColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Reads the tasks that the analysis found in a message, in the order of its text.</summary>
    public async Task<IReadOnlyList<MailTask>> ListOfMessageAsync(Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {TaskColumns.Sql(visible)}
            FROM tasks t
            WHERE {TaskColumns.Visible(visible)} AND t.id IN (SELECT f.task_id FROM task_findings f WHERE f.user_id = $1 AND f.message_id = $2)
            ORDER BY (SELECT min(e.start) FROM task_evidence e WHERE e.user_id = $1 AND e.task_id = t.id AND e.message_id = $2), t.id
            """).With(visible.UserId).With(messageId);
        return await database.ReadRowsAsync(query, TaskColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what a calendar shows: tasks that are not done, those that are due first, and those that ended lately.</summary>
    /// <param name="since">Tasks that ended before are left out.</param>
    public async Task<IReadOnlyList<MailTask>> ListOfCalendarAsync(Guid userId, DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        var visible = Visibility.OfAll(userId);
        var query = new NpgsqlBatchCommand($"""
            SELECT {TaskColumns.Sql(visible)}
            FROM tasks t
            WHERE {TaskColumns.Visible(visible)} AND (t.status IN ('open', 'in_progress') OR coalesce(t.completed_at, t.updated_at) >= $2)
            ORDER BY t.status IN ('open', 'in_progress') DESC, t.due_at NULLS LAST, t.created_at DESC, t.id
            LIMIT $3
            """).With(userId).With(since).With((long)limit);
        return await database.ReadRowsAsync(query, TaskColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlBatchCommand Select(Visibility visible, TaskQuery query, Guid? projectId, Guid? parentId) => Filter(
        $"""
        SELECT {TaskColumns.Sql(visible)}
        FROM tasks t
        WHERE {TaskColumns.Visible(visible)} AND {Conditions}
        ORDER BY {Order(query.Sort)}, t.created_at DESC, t.id DESC
        LIMIT $8 OFFSET $9
        """,
        visible, query, projectId, parentId);

    private static NpgsqlBatchCommand Count(Visibility visible, TaskQuery query, Guid? projectId, Guid? parentId) =>
        Filter($"SELECT count(*) FROM tasks t WHERE {TaskColumns.Visible(visible)} AND {Conditions}", visible, query, projectId, parentId);

    private static NpgsqlBatchCommand Filter(string sql, Visibility visible, TaskQuery query, Guid? projectId, Guid? parentId) => new NpgsqlBatchCommand(sql)
        .With(visible.UserId)
        .With<string[]>([.. query.Statuses])
        .With<string[]>([.. query.Priorities])
        .With(projectId)
        .With(parentId)
        .With(query.DueBefore?.ToUniversalTime())
        .With(query.AssignedTo is { } assigned ? assigned == TaskAssignments.Me : (bool?)null);

    private static string Order(string sort) => sort switch
    {
        TaskSorts.Priority => $"{Urgency}, t.due_at NULLS LAST",
        TaskSorts.Created => "t.created_at DESC",
        TaskSorts.Updated => "t.updated_at DESC",
        _ => $"t.due_at NULLS LAST, {Urgency}",
    };
}
