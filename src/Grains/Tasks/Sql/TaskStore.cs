using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>Writes of people to the table <c>tasks</c>. Each appends its events and its audit entry in the same transaction.</summary>
internal sealed class TaskStore(NpgsqlDataSource database, EventLog events, AuditLog audit, TimeProvider time)
{
    private const string ProjectConstraint = "tasks_project";
    private const int AtOnce = 16;
    private const int AtOncePerUser = 2;

    // The writes of a user take turns in the database; those that wait must not hold all connections.
    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    private const string CreateSql = """
        INSERT INTO tasks (user_id, id, title, description, status, priority, due_at, due_has_time, assignee, project_id, parent_task_id, connection_id,
                           source, edited, created_at, updated_at, completed_at)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'person', $13, $14, $14, CASE WHEN $5 = 'done' THEN $14 END
        WHERE (SELECT count(*) FROM tasks WHERE user_id = $1 AND source = 'person') < $15
        """;

    private const string QuoteSql = """
        INSERT INTO task_evidence (user_id, task_id, message_id, kind, start, quote) VALUES ($1, $2, $3, 'quote', $4, $5) ON CONFLICT DO NOTHING
        """;

    // The task is from now on a person's: it stays if its message is removed.
    private static string UpdateSql(Visibility visible) => $"""
        UPDATE tasks t
        SET title = coalesce($3, t.title),
            description = coalesce($4, t.description),
            status = coalesce($5, t.status),
            priority = coalesce($6, t.priority),
            due_at = CASE WHEN $7 THEN $8 ELSE t.due_at END,
            due_has_time = CASE WHEN $7 THEN $9 ELSE t.due_has_time END,
            assignee = CASE WHEN $10::text IS NULL THEN t.assignee ELSE nullif($10, '') END,
            project_id = CASE WHEN $11::uuid IS NULL THEN t.project_id ELSE nullif($11, '00000000-0000-0000-0000-000000000000') END,
            parent_task_id = CASE WHEN $12::uuid IS NULL THEN t.parent_task_id ELSE nullif($12, '00000000-0000-0000-0000-000000000000') END,
            edited = ARRAY (SELECT DISTINCT field FROM unnest(t.edited || $13::text[]) AS field ORDER BY field),
            found_in = NULL,
            updated_at = greatest($14, t.updated_at + interval '1 microsecond'),
            completed_at = CASE WHEN $5 = 'done' THEN coalesce(t.completed_at, $14) WHEN $5 IS NULL THEN t.completed_at END
        WHERE {TaskColumns.Visible(visible)} AND t.id = $2 AND ($15::timestamptz IS NULL OR t.updated_at = $15)
        RETURNING t.id, t.connection_id
        """;

    // Sub-tasks that the caller does not see lose their parent, and stay.
    private static string DeleteSql(Visibility visible) => $"""
        WITH RECURSIVE gone AS (
            SELECT t.id, 1 AS level FROM tasks t WHERE {TaskColumns.Visible(visible)} AND t.id = $2 AND ($3::timestamptz IS NULL OR t.updated_at = $3)
            UNION ALL
            SELECT t.id, g.level + 1 FROM gone g JOIN tasks t ON t.parent_task_id = g.id AND {TaskColumns.Visible(visible)} WHERE g.level <= {TaskPolicy.MaxDepth}
        )
        DELETE FROM tasks t USING gone WHERE t.user_id = $1 AND t.id = gone.id
        RETURNING t.id, t.connection_id
        """;

    /// <summary>Makes a task of the mailbox of its first quote.</summary>
    public async Task<TaskResult> CreateAsync(Visibility visible, Guid id, TaskChange task, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var turn = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await TaskLock.TakeAsync(connection, visible.UserId, cancellationToken).ConfigureAwait(false);
        var (quotes, refusal) = await QuoteFinder.FindAsync(connection, visible, task.Evidence, cancellationToken).ConfigureAwait(false);
        if (refusal != TaskResult.Written)
            return refusal;
        if (await CheckParentAsync(connection, visible, id, task, cancellationToken).ConfigureAwait(false) is not TaskResult.Written and var invalid)
            return invalid;
        Guid? connectionId = quotes.Count > 0 ? quotes[0].ConnectionId : null;
        return await WriteAsync(connection, Insert(visible.UserId, id, task, connectionId, limit), cancellationToken).ConfigureAwait(false) switch
        {
            { Rows: [] } => TaskResult.TooMany,
            null => TaskResult.NoSuchProject,
            _ => await FinishAsync().ConfigureAwait(false),
        };

        async Task<TaskResult> FinishAsync()
        {
            await QuoteAsync(connection, visible.UserId, id, quotes, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(transaction, visible.UserId, [TaskEventData.Of(TaskEvents.Created, id, connectionId)], entry, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Changes the fields that are given. Refused if the task is not visible, or not in the expected state.</summary>
    public async Task<TaskResult> UpdateAsync(Visibility visible, Guid id, TaskChange change, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var turn = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await TaskLock.TakeAsync(connection, visible.UserId, cancellationToken).ConfigureAwait(false);
        if (await CheckParentAsync(connection, visible, id, change, cancellationToken).ConfigureAwait(false) is not TaskResult.Written and var invalid)
            return invalid;
        var written = await WriteAsync(connection, Update(visible, id, change, expected), cancellationToken).ConfigureAwait(false);
        if (written is not { Rows: [var task] })
            return written is null ? TaskResult.NoSuchProject : TaskResult.Refused;
        return await CommitAsync(transaction, visible.UserId, [TaskEventData.Of(TaskEvents.Updated, id, task.ConnectionId)], entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a task and its sub-tasks. Refused as in <see cref="UpdateAsync"/>.</summary>
    public async Task<TaskResult> DeleteAsync(Visibility visible, Guid id, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var turn = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await TaskLock.TakeAsync(connection, visible.UserId, cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlBatchCommand(DeleteSql(visible)).With(visible.UserId).With(id).With(expected?.ToUniversalTime());
        if (await WriteAsync(connection, command, cancellationToken).ConfigureAwait(false) is not { Rows: { Count: > 0 } gone })
            return TaskResult.Refused;
        NewEvent[] deleted = [.. gone.OrderBy(task => task.Id).Select(task => TaskEventData.Of(TaskEvents.Deleted, task.Id, task.ConnectionId))];
        return await CommitAsync(transaction, visible.UserId, deleted, entry, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TaskResult> CommitAsync(NpgsqlTransaction transaction, Guid userId, NewEvent[] appended, AuditEntry entry, CancellationToken cancellationToken)
    {
        await events.AppendAsync(transaction.Connection!, userId, appended, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return TaskResult.Written;
    }

    private static async Task<TaskResult> CheckParentAsync(NpgsqlConnection connection, Visibility visible, Guid id, TaskChange task, CancellationToken cancellationToken) =>
        task.ParentId is { } parentId && parentId != Guid.Empty
            ? await TaskTree.CheckAsync(connection, visible, id, parentId, cancellationToken).ConfigureAwait(false)
            : TaskResult.Written;

    /// <returns>The rows that were written; null if the project does not exist.</returns>
    private static async Task<WrittenTasks?> WriteAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        try
        {
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            var rows = new List<(Guid Id, Guid? ConnectionId)>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add((reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1)));
            return new WrittenTasks(rows);
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: ProjectConstraint })
        {
            return null;
        }
    }

    private NpgsqlBatchCommand Insert(Guid userId, Guid id, TaskChange task, Guid? connectionId, int limit) => new NpgsqlBatchCommand(CreateSql + " RETURNING id, connection_id")
        .With(userId)
        .With(id)
        .With(task.Title!)
        .With(task.Description ?? "")
        .With(task.Status ?? TaskStates.Open)
        .With(task.Priority ?? TaskUrgencies.Normal)
        .With(task.Due?.At)
        .With(task.Due?.HasTime ?? false)
        .With(string.IsNullOrEmpty(task.Assignee) ? null : task.Assignee)
        .With(IdOrNull(task.ProjectId))
        .With(IdOrNull(task.ParentId))
        .With(connectionId)
        .With(task.Fields)
        .With(time.GetUtcNow())
        .With((long)limit);

    private NpgsqlBatchCommand Update(Visibility visible, Guid id, TaskChange change, DateTimeOffset? expected) => new NpgsqlBatchCommand(UpdateSql(visible))
        .With(visible.UserId)
        .With(id)
        .With(change.Title)
        .With(change.Description)
        .With(change.Status)
        .With(change.Priority)
        .With(change.Due is not null)
        .With(change.Due?.At)
        .With(change.Due?.HasTime ?? false)
        .With(change.Assignee)
        .With(change.ProjectId)
        .With(change.ParentId)
        .With(change.Fields)
        .With(time.GetUtcNow())
        .With(expected?.ToUniversalTime());

    private static async Task QuoteAsync(NpgsqlConnection connection, Guid userId, Guid id, IReadOnlyList<FoundQuote> quotes, CancellationToken cancellationToken)
    {
        if (quotes.Count == 0)
            return;
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var quote in quotes)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(QuoteSql).With(userId).With(id).With(quote.MessageId).With(quote.Start).With(quote.Quote));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Guid? IdOrNull(Guid? id) => id == Guid.Empty ? null : id;

    private sealed record WrittenTasks(IReadOnlyList<(Guid Id, Guid? ConnectionId)> Rows);
}
