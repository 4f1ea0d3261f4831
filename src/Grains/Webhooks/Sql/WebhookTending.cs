using Dapper;
using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The webhooks of all users, for work that belongs to none of them.</summary>
internal sealed class WebhookTending(NpgsqlDataSource database, TimeProvider time)
{
    // An event without a delivery waits, too: no worker has read it. Filters other than types are not applied to it.
    private const string CountSql = """
        SELECT min(least(delivery.created_at, event.created_at)) FILTER (WHERE w.enabled),
            count(*) FILTER (WHERE w.disabled_reason = 'gone'),
            count(*) FILTER (WHERE w.disabled_reason = 'failing')
        FROM webhooks w
        LEFT JOIN LATERAL (
            SELECT d.created_at FROM webhook_deliveries d
            WHERE d.user_id = w.user_id AND d.webhook_id = w.id AND d.state = 'pending' AND d.kind = 'event'
            ORDER BY d.number
            LIMIT 1) delivery ON w.enabled
        LEFT JOIN LATERAL (
            SELECT min(e.created_at) AS created_at FROM events e
            WHERE e.user_id = w.user_id AND e.seq > w.cursor AND e.seq <= w.cursor + 100 AND (w.event_types = '{}' OR e.type = ANY (w.event_types))) event ON w.enabled
        """;

    /// <summary>Lists webhooks that are enabled.</summary>
    public async Task<IReadOnlyList<WebhookId>> ListEnabledAsync(CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(
            new NpgsqlBatchCommand("SELECT user_id, id FROM webhooks WHERE enabled"),
            row => new WebhookId(row.GetGuid(0), row.GetGuid(1)),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Counts the webhooks of all users.</summary>
    public async Task<WebhookCounts> CountAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await database.ReadRowsAsync(
            new NpgsqlBatchCommand(CountSql),
            row => new WebhookCounts(row.GetTimeOrNull(0) is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero, row.GetInt64(1), row.GetInt64(2)),
            cancellationToken).ConfigureAwait(false);
        return rows.Single();
    }

    /// <summary>Lists the types of events of a user's log after a position.</summary>
    /// <returns>The position of the last of these events; the given one if there are none.</returns>
    public async Task<(long Position, IReadOnlyList<string> Types)> ListTypesAsync(Guid userId, long after, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("SELECT max(seq), type FROM events WHERE user_id = $1 AND seq > $2 GROUP BY type").With(userId).With(after);
        var rows = await database.ReadRowsAsync(query, row => (Last: row.GetInt64(0), Type: row.GetString(1)), cancellationToken).ConfigureAwait(false);
        return (rows.Select(row => row.Last).Append(after).Max(), [.. rows.Select(row => row.Type)]);
    }

    /// <summary>Lists the owners to mail that the product disabled a webhook, with the keys of their accounts; null for an account without address.</summary>
    public async Task<IReadOnlyList<(Guid UserId, string? EmailKey)>> ListNoticesAsync(CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(
            new NpgsqlBatchCommand("SELECT DISTINCT u.id, u.email_key FROM webhooks w JOIN users u ON u.id = w.user_id WHERE w.notice_due"),
            row => (row.GetGuid(0), row.GetStringOrNull(1)),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Records that an owner's mail is requested.</summary>
    public Task SettleNoticeAsync(Guid userId, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE webhooks SET notice_due = false WHERE user_id = @userId AND notice_due", new { userId }, cancellationToken);

    /// <summary>Deletes some deliveries that ended before a time, with their attempts.</summary>
    /// <returns>False when none are left.</returns>
    public async Task<bool> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        DELETE FROM webhook_deliveries WHERE (user_id, webhook_id, id) IN (
            SELECT user_id, webhook_id, id FROM webhook_deliveries WHERE ended_at < @before ORDER BY ended_at LIMIT @limit)
        """,
        new { before, limit },
        cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Deletes some deliveries of deleted webhooks, with their attempts.</summary>
    /// <returns>False when none are left.</returns>
    public async Task<bool> DeleteLeftAsync(int limit, CancellationToken cancellationToken)
    {
        const string DeliveriesSql = """
            DELETE FROM webhook_deliveries WHERE (user_id, webhook_id, id) IN (
                SELECT d.user_id, d.webhook_id, d.id
                FROM deleted_webhooks w JOIN webhook_deliveries d ON d.user_id = w.user_id AND d.webhook_id = w.id
                LIMIT @limit)
            """;
        const string WebhooksSql = """
            DELETE FROM deleted_webhooks w
            WHERE NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.user_id = w.user_id AND d.webhook_id = w.id)
            """;
        return await ExecuteAsync(DeliveriesSql, new { limit }, cancellationToken).ConfigureAwait(false) > 0
            || await ExecuteAsync(WebhooksSql, new { }, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Deletes the facts of some messages that were removed before a time.</summary>
    /// <returns>False when none are left.</returns>
    public async Task<bool> DeleteRemovedMessagesAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        DELETE FROM webhook_removed_messages WHERE (user_id, message_id) IN (
            SELECT user_id, message_id FROM webhook_removed_messages WHERE removed_at < @before ORDER BY removed_at LIMIT @limit)
        """,
        new { before, limit },
        cancellationToken).ConfigureAwait(false) > 0;

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
