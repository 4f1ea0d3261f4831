using System.Text.Json;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Slack;

/// <summary>The table <c>slack_integrations</c>.</summary>
internal sealed class SlackStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>The purpose of addresses of incoming webhooks.</summary>
    public const string SecretPurpose = "slack.webhook";

    private const string FindSql = """
        SELECT user_id, webhook_url, settings::text, enabled, state, last_error, failures, cursor, due_at, last_posted_at, created_at, updated_at
        FROM slack_integrations s
        WHERE user_id = $1
        """;

    private const string OwnerIsActive = " AND EXISTS (SELECT FROM users u WHERE u.id = s.user_id AND u.disabled_at IS NULL AND u.erasing_at IS NULL)";

    // Mail that arrived while nothing was posted on request is not posted later; mail that waited for Slack is.
    private const string SaveSql = """
        INSERT INTO slack_integrations AS s (user_id, webhook_url, settings, enabled, cursor, due_at, created_at, updated_at)
        VALUES (@userId, @webhookUrl, @settings::jsonb, @enabled, coalesce((SELECT last_seq FROM event_heads WHERE user_id = @userId), 0), @now, @now, @now)
        ON CONFLICT (user_id) DO UPDATE SET
            webhook_url = excluded.webhook_url, settings = excluded.settings, enabled = excluded.enabled, state = 'working', last_error = NULL, failures = 0,
            cursor = CASE WHEN s.enabled THEN s.cursor ELSE excluded.cursor END, due_at = excluded.due_at, updated_at = excluded.updated_at
        """;

    private const string ListDueSql = $"""
        SELECT s.user_id
        FROM slack_integrations s
        JOIN event_heads h ON h.user_id = s.user_id
        WHERE s.enabled AND s.state <> 'refused' AND s.due_at <= $1 AND h.last_seq > s.cursor{OwnerIsActive}
        """;

    private const string AdvanceSql = """
        UPDATE slack_integrations
        SET cursor = $3, state = 'working', last_error = NULL, failures = 0, due_at = $4, last_posted_at = CASE WHEN $5 THEN $4 ELSE last_posted_at END
        WHERE user_id = $1 AND cursor = $2 AND enabled
        """;

    private const string PostponeSql = "UPDATE slack_integrations SET due_at = $2 WHERE user_id = $1 AND updated_at = $3";

    private const string FailSql = "UPDATE slack_integrations SET state = $2, last_error = $3, failures = failures + 1, due_at = $4 WHERE user_id = $1 AND updated_at = $5";

    /// <returns>Null if the user has none.</returns>
    public async Task<SlackRow?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(new NpgsqlBatchCommand(FindSql).With(userId), Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <returns>Null if the user has none, or is disabled.</returns>
    public async Task<SlackRow?> FindActiveAsync(Guid userId, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(new NpgsqlBatchCommand(FindSql + OwnerIsActive).With(userId), Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Adds or replaces settings, with their audit entry.</summary>
    public Task SaveAsync(Guid userId, byte[] webhookUrl, SlackRequest settings, AuditEntry entry, CancellationToken cancellationToken)
    {
        var json = PgText.Clean(JsonSerializer.Serialize(settings with { WebhookUrl = null }, SlackSettingsJson.Default.SlackRequest));
        return audit.ChangeAsync(SaveSql, new { userId, webhookUrl, settings = json, enabled = settings.Enabled ?? true, now = time.GetUtcNow() }, entry, cancellationToken);
    }

    /// <returns>False if the user has none.</returns>
    public Task<bool> DeleteAsync(Guid userId, AuditEntry entry, CancellationToken cancellationToken) =>
        audit.ChangeAsync("DELETE FROM slack_integrations WHERE user_id = @userId", new { userId }, entry, cancellationToken);

    /// <summary>Lists the users whose log has grown since the last post.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(new NpgsqlBatchCommand(ListDueSql).With(time.GetUtcNow()), row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);

    /// <summary>Records that the events up to a position are done with.</summary>
    /// <param name="row">As it was read: another attempt may have moved the position meanwhile.</param>
    /// <param name="hasPosted">Indicates whether something was posted.</param>
    public Task AdvanceAsync(SlackRow row, long position, bool hasPosted, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand(AdvanceSql).With(row.UserId).With(row.Cursor).With(position).With(time.GetUtcNow()).With(hasPosted), cancellationToken);

    /// <summary>Sets when the next post is due; nothing if the settings were changed since they were read.</summary>
    public Task PostponeAsync(SlackRow row, DateTimeOffset due, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand(PostponeSql).With(row.UserId).With(due).With(row.UpdatedAt), cancellationToken);

    /// <summary>Records an attempt that failed; nothing if the settings were changed since they were read.</summary>
    public Task FailAsync(SlackRow row, SlackOutcome outcome, DateTimeOffset due, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand(FailSql).With(row.UserId).With(outcome.State).With(PgText.Clean(outcome.Error)).With(due).With(row.UpdatedAt), cancellationToken);

    private static SlackRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<byte[]>(1),
        JsonSerializer.Deserialize(row.GetString(2), SlackSettingsJson.Default.SlackRequest)!,
        row.GetBoolean(3),
        row.GetString(4),
        row.GetStringOrNull(5),
        row.GetInt32(6),
        row.GetInt64(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.GetTimeOrNull(9),
        row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11));

    private async Task ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
