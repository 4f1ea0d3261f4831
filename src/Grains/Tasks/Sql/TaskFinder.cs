using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Tasks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>
/// Writes what the analysis finds in messages: new tasks, changes of fields that no person has set, and reports that close tasks. A sentence becomes a task once; that of a
/// deleted task does not become one again.
/// </summary>
internal sealed class TaskFinder(IOptions<TaskOptions> options, TimeProvider time)
{
    private const string KnownSql = """
        SELECT message_id, span, task_id FROM task_findings WHERE user_id = $1 AND message_id = ANY ($2)
        """;

    // What the analysis finds has a limit of its own, so that no mail keeps people from making tasks.
    private const string CountSql = "SELECT count(*) FROM tasks WHERE user_id = $1 AND source = 'analysis' AND status IN ('open', 'in_progress')";

    // By its folder, not by its category: a short request can resemble spam.
    private const string UnwantedSql = """
        SELECT m.id
        FROM messages m
        WHERE m.user_id = $1 AND m.id = ANY ($2)
          AND m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role IN ('trash', 'junk'))
        """;

    private const string CreateSql = """
        INSERT INTO tasks (user_id, id, title, status, priority, due_at, due_has_time, assignee, connection_id, source, found_in, confidence, created_at, updated_at)
        VALUES ($1, $2, $3, 'open', 'normal', $4, $5, $6, $7, 'analysis', $8, $9, $10, $10)
        """;

    private const string NoteSql = "INSERT INTO task_findings (user_id, message_id, span, task_id) VALUES ($1, $2, $3, $4)";

    private const string ChangeSql = """
        UPDATE tasks t
        SET title = n.title, due_at = n.due_at, due_has_time = n.due_has_time, assignee = n.assignee, confidence = $7,
            updated_at = greatest($8, t.updated_at + interval '1 microsecond')
        FROM (
            SELECT k.id,
                   CASE WHEN 'title' = ANY (k.edited) THEN k.title ELSE $3 END AS title,
                   CASE WHEN 'due_at' = ANY (k.edited) THEN k.due_at ELSE $4 END AS due_at,
                   CASE WHEN 'due_at' = ANY (k.edited) THEN k.due_has_time ELSE $5 END AS due_has_time,
                   CASE WHEN 'assignee' = ANY (k.edited) THEN k.assignee ELSE $6 END AS assignee
            FROM tasks k
            WHERE k.user_id = $1 AND k.id = $2 AND k.status IN ('open', 'in_progress')
        ) n
        WHERE t.user_id = $1 AND t.id = n.id
          AND (t.title, t.due_at, t.due_has_time, t.assignee) IS DISTINCT FROM (n.title, n.due_at, n.due_has_time, n.assignee)
        RETURNING t.id, t.connection_id
        """;

    private const string EvidenceSql = """
        INSERT INTO task_evidence (user_id, task_id, message_id, kind, start, quote)
        SELECT $1, $2, $3, $4, $5, $6
        WHERE NOT EXISTS (SELECT FROM task_evidence WHERE user_id = $1 AND task_id = $2 AND message_id = $3 AND kind IN ('request', 'commitment'))
        """;

    // A new version of the analysis can take back what it found, as long as the task is as it was found.
    private const string RetractSql = """
        WITH missing AS (
            SELECT f.message_id, f.span, f.task_id
            FROM task_findings f
            JOIN tasks t ON t.user_id = f.user_id AND t.id = f.task_id
            WHERE f.user_id = $1 AND f.message_id = ANY ($2) AND t.status = 'open' AND t.edited = '{}' AND t.source = 'analysis'
              AND (f.message_id, f.span) NOT IN (SELECT id, span FROM unnest($3, $4) AS found (id, span))
              AND NOT EXISTS (SELECT FROM tasks c WHERE c.user_id = $1 AND c.parent_task_id = t.id)
        ), forgotten AS (
            DELETE FROM task_findings f USING missing n WHERE f.user_id = $1 AND f.message_id = n.message_id AND f.span = n.span
        )
        DELETE FROM tasks t USING missing n WHERE t.user_id = $1 AND t.id = n.task_id
        RETURNING t.id, t.connection_id
        """;

    /// <summary>Writes the tasks of messages in the transaction that is open on the connection.</summary>
    /// <returns>Events of all that changed.</returns>
    public async Task<IReadOnlyList<NewEvent>> FindAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyList<AnalyzedMessage> messages, OwnerAddresses owner, CancellationToken cancellationToken)
    {
        var found = messages.SelectMany(message => TaskSelection.Of(message, owner)).ToList();
        var reports = messages.Where(message => !TaskSelection.IsOfAProgram(message)).Select(message => (Message: message, Reports: CompletionFinder.Find(message))).ToList();
        await TaskLock.TakeAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var kept = await TaskLock.KeepAsync(connection, userId, [.. messages.Select(message => message.Id)], cancellationToken).ConfigureAwait(false);
        found.RemoveAll(task => !kept.Contains(task.MessageId));
        var known = await ReadKnownAsync(connection, userId, [.. kept], cancellationToken).ConfigureAwait(false);
        var events = new List<NewEvent>();
        await RunAsync(connection, Retract(userId, [.. kept], found), TaskEvents.Deleted, events, cancellationToken).ConfigureAwait(false);
        await CreateAsync(connection, userId, [.. found.Where(task => !known.ContainsKey((task.MessageId, task.Span)))], events, cancellationToken).ConfigureAwait(false);
        foreach (var task in found)
        {
            if (known.GetValueOrDefault((task.MessageId, task.Span)) is { } id)
                await RunAsync(connection, Change(userId, id, task), TaskEvents.Updated, events, cancellationToken).ConfigureAwait(false);
        }

        await TaskCloser.NoteAsync(connection, userId, [.. reports.Where(report => kept.Contains(report.Message.Id))], cancellationToken).ConfigureAwait(false);
        Guid[] threads = [.. messages.Select(message => message.ThreadId).Distinct()];
        events.AddRange(await TaskCloser.CloseAsync(connection, userId, threads, owner, time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
        return events;
    }

    private static async Task<Dictionary<(Guid MessageId, string Span), Guid?>> ReadKnownAsync(
        NpgsqlConnection connection, Guid userId, Guid[] messageIds, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(KnownSql).With(userId).With(messageIds));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var known = new Dictionary<(Guid MessageId, string Span), Guid?>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            known.Add((reader.GetGuid(0), reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetGuid(2));
        return known;
    }

    private async Task CreateAsync(NpgsqlConnection connection, Guid userId, List<FoundTask> found, List<NewEvent> events, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
            return;
        var unwanted = await ReadIdsAsync(connection, new NpgsqlBatchCommand(UnwantedSql).With(userId).With<Guid[]>([.. found.Select(task => task.MessageId).Distinct()]), cancellationToken).ConfigureAwait(false);
        found.RemoveAll(task => unwanted.Contains(task.MessageId));
        var room = options.Value.PerUser - await CountAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var task in found.Take((int)Math.Clamp(room, 0, int.MaxValue)))
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            batch.BatchCommands.Add(Create(userId, id, task));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(NoteSql).With(userId).With(task.MessageId).With(task.Span).With(id));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(EvidenceSql).With(userId).With(id).With(task.MessageId).With(task.Kind).With(task.Start).With(task.Quote));
            events.Add(TaskEventData.Of(TaskEvents.Created, id, task.ConnectionId));
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<HashSet<Guid>> ReadIdsAsync(NpgsqlConnection connection, NpgsqlBatchCommand query, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountSql).With(userId));
        return (long)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Runs a command whose rows are the tasks that it changed.</summary>
    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, string type, List<NewEvent> events, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            events.Add(TaskEventData.Of(type, reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1)));
    }

    private static NpgsqlBatchCommand Retract(Guid userId, Guid[] messageIds, List<FoundTask> found) => new NpgsqlBatchCommand(RetractSql)
        .With(userId)
        .With(messageIds)
        .With<Guid[]>([.. found.Select(task => task.MessageId)])
        .With<string[]>([.. found.Select(task => task.Span)]);

    private NpgsqlBatchCommand Create(Guid userId, Guid id, FoundTask task) => new NpgsqlBatchCommand(CreateSql)
        .With(userId)
        .With(id)
        .With(task.Title)
        .With(task.Due.At)
        .With(task.Due.HasTime)
        .With(task.Assignee)
        .With(task.ConnectionId)
        .With(task.MessageId)
        .With(task.Confidence)
        .With(time.GetUtcNow());

    private NpgsqlBatchCommand Change(Guid userId, Guid id, FoundTask task) => new NpgsqlBatchCommand(ChangeSql)
        .With(userId)
        .With(id)
        .With(task.Title)
        .With(task.Due.At)
        .With(task.Due.HasTime)
        .With(task.Assignee)
        .With(task.Confidence)
        .With(time.GetUtcNow());
}
