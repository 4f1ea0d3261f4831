using EmailAgent.Database;
using EmailAgent.Grains.Access;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>The columns of a <see cref="MailTask"/>, the conditions of reads, and the conversion from a row. The user id is the first parameter.</summary>
internal static class TaskColumns
{
    /// <summary>A condition on <c>tasks t</c>: the owner does the task.</summary>
    public const string IsMine = """
        (t.assignee IS NULL OR t.assignee = ANY (ARRAY (
            SELECT lower(c.email) FROM connections c WHERE c.user_id = $1 UNION SELECT i.email_key FROM mail_identities i WHERE i.user_id = $1)))
        """;

    // What the analysis found disappears with its mailbox at once; what a person edited stays.
    private const string NotDeleting = """
        (t.found_in IS NULL OR NOT t.connection_id = ANY (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting')))
        """;

    /// <summary>Writes the conditions on <c>tasks t</c> that each read has.</summary>
    public static string Visible(Visibility visible) => $"t.user_id = $1 AND {NotDeleting}{visible.Only("t.connection_id")}";

    /// <summary>Writes the columns of <c>tasks t</c>.</summary>
    public static string Sql(Visibility visible) => $"""
        t.id, t.title, t.description, t.status, t.priority, t.due_at, t.due_has_time, t.assignee, {IsMine}, t.project_id, t.parent_task_id, t.connection_id,
        t.source, t.confidence, t.edited, t.created_at, t.updated_at, t.completed_at,
        {Evidence("e.message_id", visible)}, {Evidence("e.quote", visible)}, {Evidence("e.start", visible)}, {Evidence("e.kind", visible)}
        """;

    public static MailTask Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetTimeOrNull(5),
        row.GetBoolean(6),
        row.GetStringOrNull(7),
        row.GetBoolean(8),
        IdOrNull(row, 9),
        IdOrNull(row, 10),
        IdOrNull(row, 11),
        row.GetString(12),
        row.IsDBNull(13) ? null : row.GetFloat(13),
        row.GetFieldValue<string[]>(14),
        ReadEvidence(row),
        row.GetFieldValue<DateTimeOffset>(15),
        row.GetFieldValue<DateTimeOffset>(16),
        row.GetTimeOrNull(17));

    // Each in the same order.
    private static string Evidence(string column, Visibility visible) => $"""
        ARRAY (SELECT {column} FROM task_evidence e JOIN messages m ON m.user_id = e.user_id AND m.id = e.message_id
               WHERE e.user_id = t.user_id AND e.task_id = t.id{visible.Only("m.connection_id")}
               ORDER BY m.date, e.message_id, e.start, e.kind)
        """;

    private static List<TaskEvidence> ReadEvidence(NpgsqlDataReader row)
    {
        var (ids, quotes) = (row.GetFieldValue<Guid[]>(18), row.GetFieldValue<string[]>(19));
        var (starts, kinds) = (row.GetFieldValue<int[]>(20), row.GetFieldValue<string[]>(21));
        return [.. ids.Select((id, i) => new TaskEvidence(Ids.Format(id), quotes[i], starts[i], kinds[i]))];
    }

    private static string? IdOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Ids.Format(row.GetGuid(column));
}
