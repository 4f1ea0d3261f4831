using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>A delivery as the product logged it.</summary>
/// <param name="Attempts">The count of its attempts.</param>
/// <param name="Logged">Its attempts in the log.</param>
/// <param name="Open">Those without an end.</param>
internal sealed record LoggedDelivery(long Seq, string State, int Attempts, long Logged, long Open)
{
    /// <summary>Reads the deliveries of a webhook, in the order of their events.</summary>
    public static async Task<IReadOnlyList<LoggedDelivery>> ReadAsync(TestDatabase database, Guid webhookId)
    {
        await using var command = database.DataSource.CreateCommand("""
            SELECT d.seq, d.state, d.attempts, count(a.number), count(a.number) FILTER (WHERE a.duration_ms IS NULL)
            FROM webhook_deliveries d
            LEFT JOIN webhook_attempts a ON a.user_id = d.user_id AND a.webhook_id = d.webhook_id AND a.delivery_id = d.id
            WHERE d.webhook_id = $1
            GROUP BY d.seq, d.state, d.attempts
            ORDER BY d.seq
            """);
        command.Parameters.AddWithValue(webhookId);
        await using var reader = await command.ExecuteReaderAsync();
        var deliveries = new List<LoggedDelivery>();
        while (await reader.ReadAsync())
            deliveries.Add(new LoggedDelivery(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4)));
        return deliveries;
    }
}
