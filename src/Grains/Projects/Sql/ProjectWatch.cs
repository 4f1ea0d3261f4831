using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Reports projects that have become due or stale, each time once.</summary>
internal sealed class ProjectWatch(NpgsqlDataSource database, ProjectWrites writes, TimeProvider time)
{
    private const string ReadSql = $"""
        SELECT p.status, p.due_at, {ProjectColumns.LastActivity}, p.reported_due_at, p.reported_stale_at FROM projects p WHERE p.user_id = $1 AND p.id = $2
        """;

    private const string DueSql = "UPDATE projects SET reported_due_at = due_at WHERE user_id = $1 AND id = $2 AND due_at = $3 AND reported_due_at IS DISTINCT FROM due_at";

    private const string StaleSql = "UPDATE projects SET reported_stale_at = $3 WHERE user_id = $1 AND id = $2 AND reported_stale_at IS DISTINCT FROM $3";

    /// <summary>Appends an event if a project has become due or stale.</summary>
    /// <returns>Whether it did; null if the project needs no further checks: it is gone, or no longer active.</returns>
    public async Task<bool?> CheckAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(ReadSql).With(project.UserId).With(project.Id);
        var rows = await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false);
        if (rows is not [{ Status: ProjectStates.Active } watched])
            return null;
        if (ProjectPolicy.News(watched, time.GetUtcNow()) is not { } concern)
            return false;
        var command = concern == ProjectConcerns.Due
            ? new NpgsqlBatchCommand(DueSql).With(project.UserId).With(project.Id).With(watched.DueAt)
            : new NpgsqlBatchCommand(StaleSql).With(project.UserId).With(project.Id).With(watched.LastActivityAt);
        return await writes.RunAsync(project.UserId, entry: null, async (connection, events) =>
        {
            if (await ProjectWrites.RunAsync(connection, command, cancellationToken).ConfigureAwait(false) == 0)
                return ProjectResult.Refused;
            events.Add(ProjectEventData.OfConcern(project.Id, concern));
            return ProjectResult.Written;
        }, cancellationToken).ConfigureAwait(false) == ProjectResult.Written;
    }

    private static WatchedProject Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetTimeOrNull(1), row.GetFieldValue<DateTimeOffset>(2), row.GetTimeOrNull(3), row.GetTimeOrNull(4));
}
