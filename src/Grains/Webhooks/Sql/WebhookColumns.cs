using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The columns of <c>webhooks</c>, and how a row is read.</summary>
internal static class WebhookColumns
{
    public const string All = """
        w.user_id, w.id, w.url, w.description, w.event_types, w.connection_ids, w.label_ids, w.sender_domains, w.include, w.header_names, w.headers,
        w.secret, w.previous_secret, w.previous_until, w.public_key, w.enabled, w.disabled_reason, w.disabled_at, w.cursor, w.created_at, w.updated_at,
        ARRAY(SELECT o.secret FROM webhook_older_secrets o WHERE o.user_id = w.user_id AND o.webhook_id = w.id ORDER BY o.number DESC),
        ARRAY(SELECT o.valid_until FROM webhook_older_secrets o WHERE o.user_id = w.user_id AND o.webhook_id = w.id ORDER BY o.number DESC)
        """;

    public static WebhookRow Read(NpgsqlDataReader row) => new(
        new WebhookId(row.GetGuid(0), row.GetGuid(1)),
        row.GetString(2),
        row.GetStringOrNull(3),
        new WebhookSelection(row.GetFieldValue<string[]>(4), row.GetFieldValue<Guid[]>(5), row.GetFieldValue<Guid[]>(6), row.GetFieldValue<string[]>(7)),
        row.GetFieldValue<string[]>(8),
        row.GetFieldValue<string[]>(9),
        row.GetFieldValue<byte[]>(10),
        row.GetFieldValue<byte[]>(11),
        row.GetFieldValue<byte[]>(12),
        row.GetTimeOrNull(13),
        row.GetStringOrNull(14),
        row.GetBoolean(15),
        row.GetStringOrNull(16),
        row.GetTimeOrNull(17),
        row.GetInt64(18),
        row.GetFieldValue<DateTimeOffset>(19),
        row.GetFieldValue<DateTimeOffset>(20))
    {
        OlderSecrets = [.. row.GetFieldValue<byte[][]>(21).Zip(row.GetFieldValue<DateTimeOffset[]>(22), (secret, until) => new OlderSecret(secret, until))],
    };
}
