using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Webhooks;

/// <summary>Descriptions of the fields of webhooks.</summary>
internal sealed class WebhookFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["attempt_log"] = new("The attempts, oldest first.", null),
        ["behind"] = new("Number of events in the log after the position.", "0"),
        ["delivery"] = new("The delivery.", null),
        ["disabled_reason"] = new("The reason for which the product disabled it; null if it did not.", "null"),
        ["event_type"] = new("The type of the event.", "\"email.received\""),
        ["event_types"] = new("Types of events; empty for all.", "[\"email.received\"]"),
        ["failing_since"] = new("When the first failed attempt was made; null for none.", "null"),
        ["failures"] = new("Number of attempts in a row that failed.", "0"),
        ["filter"] = new("The selection of events.", null),
        ["header_names"] = new("Names of the fields that are added to each request.", "[\"Authorization\"]"),
        ["include"] = new("Parts of messages: `headers`, `text`.", "[\"headers\"]"),
        ["payload"] = new("The body as JSON text; null if the event is no longer known, or the key has neither events:read nor webhooks:manage.", "\"{\\\"seq\\\":42}\""),
        ["public_key"] = new("The ed25519 key; null for none.", "null"),
        ["response_head"] = new("The first kilobyte of the answer's body; null without an answer.", "\"ok\""),
        ["response_status"] = new("The HTTP status of the answer; null without one.", "200"),
        ["sender_domains"] = new("Domains of senders, with their subdomains.", "[\"example.org\"]"),
        ["webhook_message_id"] = new("The value of `webhook-id`.", "\"msg_019ac2f04b7e7c5b8d1e2f3a4b5c6d7e_42\""),
    };
}
