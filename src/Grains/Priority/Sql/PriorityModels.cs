using EmailAgent.Database;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>The models of owners: the table <c>priority_models</c>.</summary>
internal static class PriorityModels
{
    private const string ReadSql = "SELECT model::text FROM priority_models WHERE user_id = $1";

    private const string CreateSql = """
        INSERT INTO priority_models (user_id, model, updated_at)
        VALUES ($1, $2::jsonb, $3)
        ON CONFLICT (user_id) DO NOTHING
        """;

    private const string SaveSql = """
        UPDATE priority_models
        SET model = $2::jsonb, lessons = lessons + $3, updated_at = $4
        WHERE user_id = $1
        """;

    /// <summary>Reads the model of an owner.</summary>
    public static async Task<PriorityModel> ReadAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var stored = await ReadTextAsync(connection, new NpgsqlBatchCommand(ReadSql).With(userId), cancellationToken).ConfigureAwait(false);
        return stored is null ? PriorityModel.Default : PriorityModel.Parse(stored);
    }

    /// <summary>Reads the model of an owner, which no other transaction changes until the end of this one.</summary>
    public static async Task<PriorityModel> LockAsync(NpgsqlConnection connection, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RunAsync(connection, new NpgsqlBatchCommand(CreateSql).With(userId).With(PriorityModel.Default.ToJson()).With(now), cancellationToken).ConfigureAwait(false);
        var stored = await ReadTextAsync(connection, new NpgsqlBatchCommand($"{ReadSql} FOR UPDATE").With(userId), cancellationToken).ConfigureAwait(false);
        return PriorityModel.Parse(stored!);
    }

    /// <summary>Stores a model that is locked.</summary>
    /// <param name="lessons">Number of messages that it has learned from since it was read.</param>
    public static Task SaveAsync(
        NpgsqlConnection connection, Guid userId, PriorityModel model, int lessons, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(connection, new NpgsqlBatchCommand(SaveSql).With(userId).With(model.ToJson()).With((long)lessons).With(now), cancellationToken);

    private static async Task<string?> ReadTextAsync(NpgsqlConnection connection, NpgsqlBatchCommand query, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        return await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
