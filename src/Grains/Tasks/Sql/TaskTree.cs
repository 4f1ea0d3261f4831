using EmailAgent.Database;
using EmailAgent.Grains.Access;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>The levels of tasks and sub-tasks.</summary>
internal static class TaskTree
{
    // The bounds end the reads of a tree that an error made a cycle.
    private static string Sql(Visibility visible) => $"""
        WITH RECURSIVE above AS (
            SELECT t.id, t.parent_task_id, 1 AS level FROM tasks t WHERE {TaskColumns.Visible(visible)} AND t.id = $2
            UNION ALL
            SELECT t.id, t.parent_task_id, a.level + 1 FROM above a JOIN tasks t ON t.user_id = $1 AND t.id = a.parent_task_id WHERE a.level <= {TaskPolicy.MaxDepth}
        ), below AS (
            SELECT $3::uuid AS id, 1 AS level
            UNION ALL
            SELECT t.id, b.level + 1 FROM below b JOIN tasks t ON t.user_id = $1 AND t.parent_task_id = b.id WHERE b.level <= {TaskPolicy.MaxDepth}
        )
        SELECT coalesce((SELECT max(level) FROM above), 0), (SELECT max(level) FROM below), EXISTS (SELECT FROM above WHERE id = $3)
        """;

    /// <summary>Checks whether a task, with its sub-tasks, can be a part of another. No other transaction may write tasks of the user meanwhile.</summary>
    public static async Task<TaskResult> CheckAsync(NpgsqlConnection connection, Visibility visible, Guid id, Guid parentId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql(visible)).With(visible.UserId).With(parentId).With(id));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (above, below, isCycle) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetBoolean(2));
        return above == 0 ? TaskResult.NoSuchParent
            : isCycle || above + below > TaskPolicy.MaxDepth ? TaskResult.TooDeep
            : TaskResult.Written;
    }
}
