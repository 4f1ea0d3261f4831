using System.Collections.Concurrent;
using Npgsql;

namespace EmailAgent.ApiBench;

/// <summary>The SQL of a list and nothing else: the product's two statements, prepared, one connection per client, every value read.</summary>
internal static class SqlLoad
{
    private const string TotalSql = """
        SELECT coalesce(sum(l.message_count), 0)::bigint FROM labels l
        WHERE l.user_id = $1 AND l.connection_id <> ALL (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting'))
        """;

    private const string PageSql = """
        SELECT m.id, m.thread_id, m.connection_id, m.subject, m.from_email, m.from_name, m.preview, m.date, m.is_read, m.is_starred, m.has_attachments, m.label_ids
        FROM messages m
        WHERE m.user_id = $1 AND CASE WHEN m.connection_id = ANY (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting')) THEN false ELSE true END
        ORDER BY m.date DESC, m.id DESC
        LIMIT 50
        """;

    // A separate pool: connections left in the product's pool would all be used in turn there.
    public static async Task<LoadResult> RunAsync(LoadOptions options, string connectionString, Guid userId)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var connections = new ConcurrentBag<NpgsqlConnection>();
        try
        {
            return await Load.RunAsync(options, async () =>
            {
                var connection = await database.OpenConnectionAsync();
                connections.Add(connection);
                var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(TotalSql, userId), Command(PageSql, userId) } };
                await batch.PrepareAsync();
                return () => AskAsync(batch);
            });
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    private static NpgsqlBatchCommand Command(string sql, Guid userId) => new(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = userId } } };

    private static async Task AskAsync(NpgsqlBatch batch)
    {
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            _ = reader.GetInt64(0);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            for (var column = 0; column < 3; column++)
                _ = reader.GetGuid(column);
            for (var column = 3; column < 7; column++)
                _ = reader.IsDBNull(column) ? null : reader.GetString(column);
            _ = reader.GetFieldValue<DateTimeOffset>(7);
            for (var column = 8; column < 11; column++)
                _ = reader.GetBoolean(column);
            _ = reader.GetFieldValue<Guid[]>(11);
        }
    }
}
