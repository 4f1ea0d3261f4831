using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The table <c>webhooks</c>. Each write appends its audit entry in the same transaction.</summary>
internal sealed class WebhookStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>The purpose of keys.</summary>
    public const string SecretPurpose = "webhook.secret";

    /// <summary>The purpose of header fields.</summary>
    public const string HeadersPurpose = "webhook.headers";

    // The time of the last change stands for the state that the caller read.
    private const string IsExpected = "(@expected::timestamptz IS NULL OR updated_at = @expected)";

    private const string Touch = "updated_at = greatest(@now, updated_at + interval '1 microsecond')";

    /// <summary>Lists a user's webhooks, oldest first.</summary>
    public async Task<IReadOnlyList<WebhookRow>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {WebhookColumns.All} FROM webhooks w WHERE w.user_id = $1 ORDER BY w.created_at, w.id").With(userId);
        return await database.ReadRowsAsync(query, WebhookColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such webhook.</returns>
    public async Task<WebhookRow?> FindAsync(WebhookId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {WebhookColumns.All} FROM webhooks w WHERE w.user_id = $1 AND w.id = $2").With(id.UserId).With(id.EndpointId);
        return (await database.ReadRowsAsync(query, WebhookColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Adds a webhook whose cursor is the end of the log.</summary>
    /// <returns>False if it exists, or the user has as many as the limit allows.</returns>
    public Task<bool> CreateAsync(WebhookRow row, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT 1 FROM users WHERE id = @userId FOR NO KEY UPDATE; -- several at the same moment are counted one after another
            INSERT INTO webhooks (
                user_id, id, url, description, event_types, connection_ids, label_ids, sender_domains, include, header_names, headers, secret, public_key,
                enabled, cursor, created_at, updated_at)
            SELECT @userId, @id, @url, @description, @eventTypes, @connectionIds, @labelIds, @senderDomains, @include, @headerNames, @headers, @secret, @publicKey,
                @enabled, coalesce((SELECT last_seq FROM event_heads WHERE user_id = @userId), 0), @now, @now
            WHERE (SELECT count(*) FROM webhooks WHERE user_id = @userId) < @limit
            ON CONFLICT DO NOTHING
            """;
        return audit.ChangeAsync(Sql, Parameters(row, expected: null, limit), entry, cancellationToken);
    }

    /// <summary>
    /// Replaces what users change. Events that wait without an attempt are selected again. Enabling makes all that waits due, with all attempts.
    /// </summary>
    /// <returns>False if there is no such webhook, or it has been changed since.</returns>
    public Task<bool> UpdateAsync(WebhookRow row, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            WITH found AS (
                SELECT user_id, id FROM webhooks WHERE user_id = @userId AND id = @id AND {IsExpected} FOR UPDATE
            ), unselected AS (
                DELETE FROM webhook_deliveries d USING found f
                WHERE d.user_id = f.user_id AND d.webhook_id = f.id AND d.kind = 'event' AND d.state = 'pending' AND d.attempts = 0
                RETURNING d.seq
            ), due AS (
                UPDATE webhook_deliveries d SET failures = 0, first_failure_at = NULL, due_at = @now
                FROM found f
                WHERE @enabled AND d.user_id = f.user_id AND d.webhook_id = f.id AND d.state = 'pending' AND d.attempts > 0
                  AND NOT (SELECT enabled FROM webhooks w WHERE w.user_id = f.user_id AND w.id = f.id)
            )
            UPDATE webhooks w
            SET url = @url, description = @description, event_types = @eventTypes, connection_ids = @connectionIds, label_ids = @labelIds,
                sender_domains = @senderDomains, include = @include, header_names = @headerNames, headers = @headers, enabled = @enabled,
                disabled_reason = CASE WHEN @enabled THEN NULL ELSE w.disabled_reason END, disabled_at = CASE WHEN @enabled THEN NULL ELSE w.disabled_at END,
                notice_due = w.notice_due AND NOT @enabled, cursor = least(w.cursor, (SELECT min(seq) - 1 FROM unselected)), {Touch}
            FROM found f
            WHERE w.user_id = f.user_id AND w.id = f.id
            """;
        return audit.ChangeAsync(Sql, Parameters(row, expected, limit: 0), entry, cancellationToken);
    }

    /// <summary>Replaces the keys, and keeps the present ones for a while, alongside at most two older ones.</summary>
    /// <param name="rotationId">The operation; a repetition of the last one changes nothing.</param>
    /// <returns>False if there is no such webhook, or it is a repetition.</returns>
    public Task<bool> RotateAsync(
        WebhookId id, Guid rotationId, byte[] secret, string? publicKey, DateTimeOffset until, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            WITH found AS (
                SELECT user_id, id, previous_secret, previous_until FROM webhooks
                WHERE user_id = @userId AND id = @id AND rotation_id IS DISTINCT FROM @rotationId
                FOR UPDATE
            ), dropped AS (
                DELETE FROM webhook_older_secrets o USING found f
                WHERE o.user_id = f.user_id AND o.webhook_id = f.id
                  AND (o.valid_until <= @now OR o.number < (
                      SELECT max(n.number) FROM webhook_older_secrets n WHERE n.user_id = f.user_id AND n.webhook_id = f.id))
            ), kept AS (
                INSERT INTO webhook_older_secrets (user_id, webhook_id, secret, valid_until)
                SELECT user_id, id, previous_secret, previous_until FROM found WHERE previous_until > @now
            )
            UPDATE webhooks w
            SET previous_secret = w.secret, previous_until = @until, secret = @secret, public_key = @publicKey, rotation_id = @rotationId, {Touch}
            FROM found f
            WHERE w.user_id = f.user_id AND w.id = f.id
            """;
        var parameters = new { userId = id.UserId, id = id.EndpointId, rotationId, secret, publicKey, until, now = time.GetUtcNow() };
        return audit.ChangeAsync(Sql, parameters, entry, cancellationToken);
    }

    /// <summary>Deletes a webhook. Its deliveries are deleted later.</summary>
    /// <returns>False if there is no such webhook, or it has been changed since.</returns>
    public Task<bool> DeleteAsync(WebhookId id, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            WITH gone AS (
                DELETE FROM webhooks WHERE user_id = @userId AND id = @id AND {IsExpected} RETURNING user_id, id
            )
            INSERT INTO deleted_webhooks (user_id, id) SELECT user_id, id FROM gone
            """;
        return audit.ChangeAsync(Sql, new { userId = id.UserId, id = id.EndpointId, expected }, entry, cancellationToken);
    }

    private object Parameters(WebhookRow row, DateTimeOffset? expected, int limit) => new
    {
        userId = row.Id.UserId,
        id = row.Id.EndpointId,
        url = row.Url,
        description = row.Description,
        eventTypes = row.Selection.EventTypes.ToArray(),
        connectionIds = row.Selection.ConnectionIds.ToArray(),
        labelIds = row.Selection.LabelIds.ToArray(),
        senderDomains = row.Selection.SenderDomains.ToArray(),
        include = row.Include.ToArray(),
        headerNames = row.HeaderNames.ToArray(),
        headers = row.Headers,
        secret = row.Secret,
        publicKey = row.PublicKey,
        enabled = row.Enabled,
        now = time.GetUtcNow(),
        expected,
        limit,
    };
}
