using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Outgoing;

/// <summary>Describes the fields of outgoing messages.</summary>
internal sealed class OutgoingFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["bounced_at"] = new("When it was returned as undeliverable; null if it was not.", "null"),
        ["due_at"] = new("When the next attempt is due; null if there is none.", FieldExamples.Time),
        ["ended_at"] = new("When it reached its last state; null before.", FieldExamples.Time),
        ["enhanced_status"] = new("The enhanced status code of the server (RFC 3463); null if there is none.", "null"),
        ["if_no_reply"] = new("Whether a reply cancels it.", "false"),
        ["in_reply_to_id"] = new("The message that it answers; null for none.", "null"),
        ["maybe_sent"] = new("Whether the outcome of an attempt is unknown, so that a later one can be the second.", "false"),
        ["recipient_count"] = new("Number of recipients.", "1"),
        ["recipients"] = new("The recipients with their results.", null),
        ["replied_at"] = new("When the first reply arrived; null if there is none.", "null"),
        ["reply"] = new("The server's words; null if there are none.", "\"250 2.0.0 Ok: queued\""),
        ["send_at"] = new("When it is to be sent; null for at once.", FieldExamples.Time),
        ["sender"] = new("The address for bounces.", "\"me@example.org\""),
        ["sent_at"] = new("When the first recipient was accepted; null before.", FieldExamples.Time),
        ["sent_copy"] = new("The copy in the folder for sent mail: `pending`, `saved` or `failed`; null before the message is sent.", "\"saved\""),
        ["timezone"] = new("An IANA time zone; null for none.", "\"Europe/Berlin\""),
        ["undo_seconds"] = new("Seconds during which cancelling certainly succeeds.", "10"),
        ["undo_until"] = new("Until when cancelling certainly succeeds; null if there is no such time.", FieldExamples.Time),
    };
}
