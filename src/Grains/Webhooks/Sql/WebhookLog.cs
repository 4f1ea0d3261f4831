using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>
/// The deliveries of webhooks and their attempts, as owners read them, replays and samples. What is added locks the webhook, so that nothing is
/// added to a deleted one.
/// </summary>
internal sealed class WebhookLog(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Columns = "d.id, d.kind, d.seq, d.type, d.state, d.attempts, d.status, d.error, d.created_at, d.due_at, d.ended_at, d.number";

    /// <summary>Lists deliveries, newest first.</summary>
    /// <param name="before">Only deliveries before this number; null for all.</param>
    public async Task<IReadOnlyList<(WebhookDelivery Delivery, long Number)>> ListAsync(
        WebhookId id, WebhookDeliveryQuery query, long? before, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand($"""
            SELECT {Columns} FROM webhook_deliveries d
            WHERE d.user_id = $1 AND d.webhook_id = $2 AND d.number < $3 AND ($4 = '' OR d.state = $4) AND ($5 = '' OR d.type = $5)
            ORDER BY d.number DESC
            LIMIT $6
            """).With(id.UserId).With(id.EndpointId).With(before ?? long.MaxValue).With(query.Status ?? "").With(query.EventType ?? "").With(query.Limit);
        return await database.ReadRowsAsync(command, row => (Read(row, id), row.GetInt64(11)), cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such delivery.</returns>
    public async Task<WebhookDeliveryDetail?> FindAsync(WebhookId id, Guid deliveryId, CancellationToken cancellationToken)
    {
        var found = new NpgsqlBatchCommand($"""
            SELECT {Columns}, coalesce(e.created_at, d.created_at), coalesce(e.data, d.data)::text
            FROM webhook_deliveries d
            JOIN webhooks w ON w.user_id = d.user_id AND w.id = d.webhook_id
            LEFT JOIN events e ON e.user_id = d.user_id AND e.seq = d.seq
            WHERE d.user_id = $1 AND d.webhook_id = $2 AND d.id = $3
            """).With(id.UserId).With(id.EndpointId).With(deliveryId);
        var rows = await database.ReadRowsAsync(found, row => (Delivery: Read(row, id), Payload: ReadPayload(row)), cancellationToken).ConfigureAwait(false);
        if (rows is not [var (delivery, payload)])
            return null;
        var attempts = new NpgsqlBatchCommand("""
            SELECT number, started_at, duration_ms, status, response_head, error FROM webhook_attempts
            WHERE user_id = $1 AND webhook_id = $2 AND delivery_id = $3
            ORDER BY number
            """).With(id.UserId).With(id.EndpointId).With(deliveryId);
        return new WebhookDeliveryDetail(delivery, await database.ReadRowsAsync(attempts, ReadAttempt, cancellationToken).ConfigureAwait(false), payload);
    }

    /// <returns>Null if there is no such webhook.</returns>
    public async Task<WebhookHealth?> FindHealthAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT coalesce(head.seq - 1, w.cursor), coalesce((SELECT last_seq FROM event_heads WHERE user_id = w.user_id), 0), coalesce(head.failures, 0),
                head.first_failure_at, CASE WHEN w.enabled THEN head.due_at END, head.error, (
                    SELECT max(d.ended_at) FROM webhook_deliveries d WHERE d.user_id = w.user_id AND d.webhook_id = w.id AND d.state = 'delivered')
            FROM webhooks w
            LEFT JOIN LATERAL (
                SELECT d.seq, d.failures, d.first_failure_at, d.due_at, d.error FROM webhook_deliveries d
                WHERE d.user_id = w.user_id AND d.webhook_id = w.id AND d.kind = 'event' AND d.state = 'pending'
                ORDER BY d.seq
                LIMIT 1) head ON true
            WHERE w.user_id = $1 AND w.id = $2
            """).With(id.UserId).With(id.EndpointId);
        return (await database.ReadRowsAsync(query, ReadHealth, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Returns the positions and types of events of deliveries; those of samples and unknown ones are missing.</summary>
    public async Task<IReadOnlyList<(long Seq, string Type)>> FindEventsAsync(WebhookId id, IReadOnlyList<Guid> deliveryIds, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT seq, type FROM webhook_deliveries WHERE user_id = $1 AND webhook_id = $2 AND id = ANY ($3) AND seq IS NOT NULL ORDER BY seq
            """).With(id.UserId).With(id.EndpointId).With(deliveryIds.ToArray());
        return await database.ReadRowsAsync(query, row => (row.GetInt64(0), row.GetString(1)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the replays and samples that wait.</summary>
    public async Task<long> CountWaitingAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT count(*) FROM webhook_deliveries WHERE user_id = $1 AND webhook_id = $2 AND state = 'pending' AND kind <> 'event'
            """).With(id.UserId).With(id.EndpointId);
        return (await database.ReadRowsAsync(query, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false)).Single();
    }

    /// <summary>Returns the position before the first event since a time.</summary>
    public async Task<long> FindPositionAsync(Guid userId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT coalesce(
                (SELECT min(seq) - 1 FROM events WHERE user_id = $1 AND created_at >= $2),
                (SELECT last_seq FROM event_heads WHERE user_id = $1),
                0)
            """).With(userId).With(from);
        return (await database.ReadRowsAsync(query, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false)).Single();
    }

    /// <summary>Adds replays, which are due now. The cursor stays.</summary>
    /// <param name="limit">Replays and samples that may wait at a time.</param>
    /// <returns>False, with nothing added, if there is no such webhook, or more than the limit would wait.</returns>
    public Task<bool> AddReplaysAsync(
        WebhookId id, IReadOnlyList<NewDelivery> deliveries, int limit, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        """
        SELECT 1 FROM webhooks WHERE user_id = @userId AND id = @webhookId FOR NO KEY UPDATE; -- several at the same moment are counted one after another
        INSERT INTO webhook_deliveries (user_id, webhook_id, id, kind, seq, type, due_at, created_at)
        SELECT @userId, @webhookId, n.id, 'replay', n.seq, n.type, @now, @now
        FROM unnest(@ids, @seqs, @types) AS n (id, seq, type)
        WHERE EXISTS (SELECT 1 FROM webhooks WHERE user_id = @userId AND id = @webhookId)
          AND cardinality(@ids) + (
              SELECT count(*) FROM webhook_deliveries WHERE user_id = @userId AND webhook_id = @webhookId AND state = 'pending' AND kind <> 'event') <= @limit
        ORDER BY n.seq
        """,
        new
        {
            userId = id.UserId,
            webhookId = id.EndpointId,
            ids = deliveries.Select(delivery => delivery.Id).ToArray(),
            seqs = deliveries.Select(delivery => delivery.Seq).ToArray(),
            types = deliveries.Select(delivery => delivery.Type).ToArray(),
            now = time.GetUtcNow(),
            limit,
        },
        entry,
        cancellationToken);

    /// <summary>Adds a sample, which is due now.</summary>
    /// <returns>False if it exists.</returns>
    public Task<bool> AddTestAsync(WebhookId id, Guid deliveryId, string type, string data, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        """
        INSERT INTO webhook_deliveries (user_id, webhook_id, id, kind, type, data, due_at, created_at)
        SELECT user_id, id, @deliveryId, 'test', @type, @data::jsonb, @now, @now
        FROM webhooks WHERE user_id = @userId AND id = @webhookId
        FOR KEY SHARE
        ON CONFLICT (user_id, webhook_id, id) DO NOTHING
        """,
        new { userId = id.UserId, webhookId = id.EndpointId, deliveryId, type, data, now = time.GetUtcNow() },
        entry,
        cancellationToken);

    private static WebhookDelivery Read(NpgsqlDataReader row, WebhookId webhook)
    {
        var (id, seq, state) = (row.GetGuid(0), row.IsDBNull(2) ? (long?)null : row.GetInt64(2), row.GetString(4));
        return new WebhookDelivery(
            Ids.Format(id),
            row.GetString(1),
            WebhookBody.MessageId(webhook.EndpointId, id, seq),
            seq,
            row.GetString(3),
            state,
            row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetInt32(6),
            row.GetStringOrNull(7),
            row.GetFieldValue<DateTimeOffset>(8),
            state == WebhookDeliveryStates.Pending ? row.GetFieldValue<DateTimeOffset>(9) : null,
            row.GetTimeOrNull(10));
    }

    private static string? ReadPayload(NpgsqlDataReader row) => row.GetStringOrNull(13) is { } data
        ? WebhookBody.WriteText(row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(12), data)
        : null;

    private static WebhookAttempt ReadAttempt(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.IsDBNull(2) ? null : row.GetInt64(2),
        row.IsDBNull(3) ? null : row.GetInt32(3),
        row.GetStringOrNull(4),
        row.GetStringOrNull(5));

    private static WebhookHealth ReadHealth(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        Math.Max(0, row.GetInt64(1) - row.GetInt64(0)),
        row.GetInt32(2),
        row.GetTimeOrNull(3),
        row.GetTimeOrNull(4),
        row.GetTimeOrNull(6),
        row.GetStringOrNull(5));
}
