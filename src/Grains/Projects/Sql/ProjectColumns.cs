using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>The columns of projects, and the conversion from a row. The user id is the first parameter.</summary>
internal static class ProjectColumns
{
    /// <summary>The columns of <c>projects p</c>.</summary>
    public const string Sql = "p.id, p.name, p.description, p.status, p.due_at, p.source, p.edited, p.created_at, p.updated_at";

    /// <summary>The number of columns; further columns of a query follow them.</summary>
    public const int Count = 9;

    /// <summary>The last activity in <c>projects p</c>: of its mail, its tasks, or itself.</summary>
    public const string LastActivity = """
        greatest(
            p.updated_at,
            (SELECT max(h.last_date) FROM project_threads l JOIN threads h ON h.user_id = l.user_id AND h.id = l.thread_id WHERE l.user_id = p.user_id AND l.project_id = p.id),
            (SELECT max(k.updated_at) FROM tasks k WHERE k.user_id = p.user_id AND k.project_id = p.id))
        """;

    /// <summary>The numbers of <c>projects p</c>.</summary>
    public const string Numbers = $"""
        (SELECT count(*) FROM project_threads l WHERE l.user_id = p.user_id AND l.project_id = p.id)::int,
        (SELECT count(*) FROM tasks k WHERE k.user_id = p.user_id AND k.project_id = p.id AND k.status IN ('open', 'in_progress'))::int,
        {LastActivity}
        """;

    public static Project Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetTimeOrNull(4),
        row.GetString(5),
        row.GetFieldValue<string[]>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetFieldValue<DateTimeOffset>(8));

    /// <summary>Converts a row of the columns and the numbers.</summary>
    public static ListedProject ReadListed(NpgsqlDataReader row, DateTimeOffset now)
    {
        var project = Read(row);
        var lastActivity = row.GetFieldValue<DateTimeOffset>(Count + 2);
        return new ListedProject(
            project, row.GetInt32(Count), row.GetInt32(Count + 1), lastActivity, ProjectPolicy.Concern(project.Status, project.DueAt, lastActivity, now));
    }
}
