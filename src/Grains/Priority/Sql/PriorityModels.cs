using EmailAgent.Database;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>The models of owners: the table <c>priority_models</c>. An owner without a row has the model that all begin with.</summary>
internal static class PriorityModels
{
    // A collision of keys only makes two owners take turns.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended('priority:' || $1::text, 0))";

    private const string ReadSql = "SELECT model::text FROM priority_models WHERE user_id = $1";

    private const string SaveSql = """
        INSERT INTO priority_models AS p (user_id, model, lessons, updated_at)
        VALUES ($1, $2::jsonb, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET model = excluded.model, lessons = p.lessons + excluded.lessons, updated_at = excluded.updated_at
        """;

    /// <summary>
    /// Waits for the end of other transactions that learn or score for the owner. All of them take this lock first, so that they do not wait for each other's
    /// rows.
    /// </summary>
    public static Task LockAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        RunAsync(connection, new NpgsqlBatchCommand(LockSql).With(userId), cancellationToken);

    /// <summary>Reads the model of an owner.</summary>
    public static async Task<PriorityModel> ReadAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With(userId));
        return await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string stored ? PriorityModel.Parse(stored) : PriorityModel.Default;
    }

    /// <summary>Stores the model of an owner, in a transaction that holds the lock.</summary>
    /// <param name="lessons">Number of messages that it has learned from since it was read.</param>
    public static Task SaveAsync(
        NpgsqlConnection connection, Guid userId, PriorityModel model, int lessons, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(connection, new NpgsqlBatchCommand(SaveSql).With(userId).With(model.ToJson()).With((long)lessons).With(now), cancellationToken);

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
