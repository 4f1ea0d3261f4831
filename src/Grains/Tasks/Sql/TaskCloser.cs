using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Tasks;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>
/// Closes tasks that other messages of their threads report as done, whichever of the messages is analyzed first. A task whose state a person has set stays as it is.
/// </summary>
internal static class TaskCloser
{
    private const string ForgetSql = "DELETE FROM task_reports WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string NoteSql = "INSERT INTO task_reports (user_id, message_id, start, sender, quote) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

    // The newest messages of the threads, since strangers can make threads long.
    private const string NewestSql = "(SELECT n.id FROM messages n WHERE n.user_id = $1 AND n.thread_id = ANY ($2) ORDER BY n.date DESC LIMIT 1000)";

    private const string ReportsSql = $"""
        SELECT m.thread_id, m.id, m.date, r.sender, r.quote, r.start
        FROM task_reports r
        JOIN messages m ON m.user_id = r.user_id AND m.id = r.message_id
        WHERE r.user_id = $1 AND r.message_id IN {NewestSql}
        ORDER BY m.id, r.start
        FOR KEY SHARE OF m
        """;

    private const string TasksSql = $"""
        SELECT m.thread_id, t.id, m.date, concat_ws(' ', t.title, (
                   SELECT string_agg(e.quote, ' ') FROM task_evidence e WHERE e.user_id = t.user_id AND e.task_id = t.id AND e.kind <> 'completion')),
               t.assignee, t.connection_id
        FROM task_findings f
        JOIN messages m ON m.user_id = f.user_id AND m.id = f.message_id
        JOIN tasks t ON t.user_id = f.user_id AND t.id = f.task_id
        WHERE f.user_id = $1 AND f.message_id IN {NewestSql} AND t.status IN ('open', 'in_progress') AND NOT 'status' = ANY (t.edited)
        """;

    private const string CloseSql = """
        UPDATE tasks SET status = 'done', completed_at = $3, updated_at = greatest($4, updated_at + interval '1 microsecond') WHERE user_id = $1 AND id = $2
        """;

    private const string EvidenceSql = """
        INSERT INTO task_evidence (user_id, task_id, message_id, kind, start, quote) VALUES ($1, $2, $3, 'completion', $4, $5) ON CONFLICT DO NOTHING
        """;

    /// <summary>Records the reports of messages, in the place of those that were recorded before.</summary>
    public static async Task NoteAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyList<(AnalyzedMessage Message, IReadOnlyList<CompletionReport> Reports)> messages, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetSql).With(userId).With<Guid[]>([.. messages.Select(message => message.Message.Id)]));
        foreach (var (message, reports) in messages)
        {
            var sender = message.IsSent ? null : PgText.Clean(message.From.Email);
            foreach (var report in reports.Where(report => PgText.IsClean(report.Quote)))
                batch.BatchCommands.Add(new NpgsqlBatchCommand(NoteSql).With(userId).With(message.Id).With(report.Start).With(sender).With(report.Quote));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes tasks of threads, each with the report as evidence.</summary>
    /// <returns>An event for each task.</returns>
    public static async Task<IReadOnlyList<NewEvent>> CloseAsync(
        NpgsqlConnection connection, Guid userId, Guid[] threadIds, OwnerAddresses owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reports = (await ReadAsync(connection, ReportsSql, userId, threadIds, ReadReport, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.ThreadId, row => row.Report);
        if (reports.Count == 0)
            return [];
        var tasks = await ReadAsync(connection, TasksSql, userId, threadIds, row => ReadTask(row, owner), cancellationToken).ConfigureAwait(false);
        var events = new List<NewEvent>();
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var thread in tasks.GroupBy(task => task.ThreadId))
        {
            var mailboxes = thread.ToDictionary(task => task.Task.Id, task => task.ConnectionId);
            foreach (var (taskId, report) in TaskClosing.Find([.. thread.Select(task => task.Task)], [.. reports[thread.Key]]))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(CloseSql).With(userId).With(taskId).With(report.Date).With(now));
                batch.BatchCommands.Add(new NpgsqlBatchCommand(EvidenceSql).With(userId).With(taskId).With(report.MessageId).With(report.Report.Start).With(report.Report.Quote));
                events.Add(TaskEventData.Of(TaskEvents.Updated, taskId, mailboxes[taskId]));
            }
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return events;
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Guid userId, Guid[] threadIds, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(userId).With(threadIds));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    private static (Guid ThreadId, DatedReport Report) ReadReport(NpgsqlDataReader row) =>
        (row.GetGuid(0), new DatedReport(row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetStringOrNull(3), new CompletionReport(row.GetString(4), row.GetInt32(5))));

    private static (Guid ThreadId, OpenTask Task, Guid? ConnectionId) ReadTask(NpgsqlDataReader row, OwnerAddresses owner)
    {
        var assignee = row.GetStringOrNull(4) is { } person && !owner.Contains(person) ? person : null;
        return (
            row.GetGuid(0),
            new OpenTask(row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), assignee),
            row.IsDBNull(5) ? null : row.GetGuid(5));
    }
}
