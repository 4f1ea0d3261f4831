using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The deliveries of a webhook that wait, for its worker. A worker of an older epoch begins no attempt and adds nothing.</summary>
internal sealed class WebhookQueue(NpgsqlDataSource database, EventLog events, AuditLog audit, TimeProvider time)
{
    private const string WaitingSql = """
        SELECT d.id, d.kind, d.seq, d.type, coalesce(e.created_at, d.created_at), coalesce(e.data, d.data, '{}'::jsonb)::text, d.failures, d.due_at
        FROM webhook_deliveries d
        LEFT JOIN events e ON e.user_id = d.user_id AND e.seq = d.seq
        WHERE d.user_id = $1 AND d.webhook_id = $2 AND d.state = 'pending'
        """;

    private const string BeginSql = """
        WITH begun AS (
            UPDATE webhook_deliveries d SET attempts = d.attempts + 1
            FROM webhooks w
            WHERE w.user_id = @userId AND w.id = @webhookId AND w.epoch = @epoch AND w.updated_at = @updatedAt AND w.enabled
              AND d.user_id = w.user_id AND d.webhook_id = w.id AND d.id = @id AND d.state = 'pending'
            RETURNING d.attempts
        )
        INSERT INTO webhook_attempts (user_id, webhook_id, delivery_id, number, started_at)
        SELECT @userId, @webhookId, @id, attempts, @now FROM begun
        RETURNING number
        """;

    private const string EndSql = """
        WITH attempt AS (
            UPDATE webhook_attempts SET duration_ms = @duration, status = @status, response_head = @head, error = @error
            WHERE user_id = @userId AND webhook_id = @webhookId AND delivery_id = @id AND number = @number
        )
        UPDATE webhook_deliveries
        SET state = @state, status = @status, error = @error, due_at = @dueAt, failures = CASE WHEN @state = 'delivered' THEN failures ELSE failures + 1 END,
            first_failure_at = CASE WHEN @state = 'delivered' THEN first_failure_at ELSE coalesce(first_failure_at, @now) END,
            ended_at = CASE WHEN @state = 'pending' THEN NULL ELSE @now END
        WHERE user_id = @userId AND webhook_id = @webhookId AND id = @id AND state = 'pending'
        """;

    private const string DisableSql = """
        UPDATE webhooks SET enabled = false, disabled_reason = @reason, disabled_at = @now, notice_due = true, updated_at = greatest(@now, updated_at + interval '1 microsecond')
        WHERE user_id = @userId AND id = @webhookId AND enabled
        """;

    /// <summary>Begins a new epoch, and ends the attempts of workers before it, whose outcome is unknown.</summary>
    /// <returns>The epoch; null if there is no such webhook.</returns>
    public Task<long?> BeginEpochAsync(WebhookId id, CancellationToken cancellationToken) => QueryAsync<long?>(
        """
        WITH interrupted AS (
            UPDATE webhook_attempts
            SET duration_ms = greatest(0, (extract(epoch FROM @now::timestamptz - started_at) * 1000)::bigint), error = 'The process ended before the answer.'
            WHERE user_id = @userId AND webhook_id = @webhookId AND duration_ms IS NULL
        )
        UPDATE webhooks SET epoch = epoch + 1 WHERE user_id = @userId AND id = @webhookId RETURNING epoch
        """,
        new { userId = id.UserId, webhookId = id.EndpointId, now = time.GetUtcNow() },
        cancellationToken);

    /// <summary>Reads a webhook that is enabled and whose owner is not disabled.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<WebhookRow?> FindActiveAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {WebhookColumns.All} FROM webhooks w JOIN users u ON u.id = w.user_id
            WHERE w.user_id = $1 AND w.id = $2 AND w.enabled AND u.disabled_at IS NULL AND u.erasing_at IS NULL
            """).With(id.UserId).With(id.EndpointId);
        return (await database.ReadRowsAsync(query, WebhookColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Lists events that wait, in the order of the log.</summary>
    public async Task<IReadOnlyList<WaitingDelivery>> ListEventsAsync(WebhookId id, int limit, CancellationToken cancellationToken) =>
        await ListAsync($"{WaitingSql} AND d.kind = 'event' ORDER BY d.seq LIMIT $3", id, limit, cancellationToken).ConfigureAwait(false);

    /// <summary>Lists replays and samples that wait, by the time at which they are due.</summary>
    public async Task<IReadOnlyList<WaitingDelivery>> ListOthersAsync(WebhookId id, int limit, CancellationToken cancellationToken) =>
        await ListAsync($"{WaitingSql} AND d.kind <> 'event' ORDER BY d.due_at, d.number LIMIT $3", id, limit, cancellationToken).ConfigureAwait(false);

    /// <summary>Adds deliveries of events, and advances the cursor over those that were considered.</summary>
    /// <returns>False if the webhook has been changed since it was read, or this epoch has ended.</returns>
    public async Task<bool> AddEventsAsync(WebhookRow webhook, long epoch, long cursor, IReadOnlyList<NewDelivery> deliveries, CancellationToken cancellationToken) =>
        await QueryAsync<int?>(
            """
            WITH advanced AS (
                UPDATE webhooks SET cursor = @cursor
                WHERE user_id = @userId AND id = @webhookId AND epoch = @epoch AND cursor = @before AND updated_at = @updatedAt
                RETURNING user_id, id
            ), added AS (
                INSERT INTO webhook_deliveries (user_id, webhook_id, id, kind, seq, type, due_at, created_at)
                SELECT a.user_id, a.id, n.id, 'event', n.seq, n.type, @now, @now
                FROM advanced a, unnest(@ids, @seqs, @types) AS n (id, seq, type)
                ORDER BY n.seq
            )
            SELECT 1 FROM advanced
            """,
            new
            {
                userId = webhook.Id.UserId,
                webhookId = webhook.Id.EndpointId,
                epoch,
                cursor,
                before = webhook.Cursor,
                updatedAt = webhook.UpdatedAt,
                ids = deliveries.Select(delivery => delivery.Id).ToArray(),
                seqs = deliveries.Select(delivery => delivery.Seq).ToArray(),
                types = deliveries.Select(delivery => delivery.Type).ToArray(),
                now = time.GetUtcNow(),
            },
            cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Records an attempt before it is made.</summary>
    /// <returns>The number of the attempt; null if it must not be made, also because the webhook has been changed since it was read.</returns>
    public Task<int?> BeginAsync(WebhookRow webhook, long epoch, Guid id, CancellationToken cancellationToken) => QueryAsync<int?>(
        BeginSql,
        new { userId = webhook.Id.UserId, webhookId = webhook.Id.EndpointId, epoch, updatedAt = webhook.UpdatedAt, id, now = time.GetUtcNow() },
        cancellationToken);

    /// <summary>Records the result of an attempt, and disables the webhook if the result demands it.</summary>
    /// <param name="entry">The entry for the audit log; null unless the webhook is disabled.</param>
    /// <returns>True if the webhook was disabled.</returns>
    public async Task<bool> EndAsync(WebhookId webhook, Guid id, int number, AttemptResult result, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            userId = webhook.UserId,
            webhookId = webhook.EndpointId,
            id,
            number,
            duration = (long)result.Duration.TotalMilliseconds,
            status = result.Status,
            head = PgText.Clean(result.Head),
            error = result.Error,
            state = result.State,
            dueAt = result.DueAt,
            reason = result.DisableFor,
            now = time.GetUtcNow(),
        };
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        if (result.DisableFor is null)
        {
            await connection.ExecuteAsync(new CommandDefinition(EndSql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
            return false;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(EndSql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var disabled = await connection.ExecuteAsync(new CommandDefinition(DisableSql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false) > 0;
        if (disabled)
            await events.AppendAsync(connection, webhook.UserId, [EventOf(webhook, result.DisableFor)], cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, disabled ? entry : null, cancellationToken).ConfigureAwait(false);
        return disabled;
    }

    private static NewEvent EventOf(WebhookId webhook, string reason) =>
        new(WebhookEvents.Disabled, $$"""{"webhook_id":"{{webhook.EndpointId:N}}","reason":"{{reason}}"}""");

    private async Task<IReadOnlyList<WaitingDelivery>> ListAsync(string sql, WebhookId id, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(sql).With(id.UserId).With(id.EndpointId).With(limit);
        return await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false);
    }

    private static WaitingDelivery Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetInt64(2),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetString(5),
        row.GetInt32(6),
        row.GetFieldValue<DateTimeOffset>(7));

    private async Task<T> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return (await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false))!;
    }
}
