using EmailAgent.Api.Events;
using EmailAgent.Grains.Replies;

namespace EmailAgent.Api.Replies;

/// <summary>Describes the events of replies and bounces.</summary>
internal sealed class ReplyEventDescriptions : IEventDescriptions
{
    private static readonly EventField Mail = new("outgoing_id", EventFieldKind.Text, "The outgoing message.", EventFields.Id);
    private static readonly EventField Email = new("email_id", EventFieldKind.Text, "The message that arrived.", EventFields.Id);

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(
            ReplyEvents.Bounced,
            "An outgoing message was returned as undeliverable to a recipient; at most 100 of these events for one report.",
            Mail,
            EventFields.Connection,
            Email,
            new EventField("recipient", EventFieldKind.Text, "The address.", "\"jane@example.com\""),
            new EventField("code", EventFieldKind.TextOrNull, "The enhanced status code (RFC 3463); null if there is none.", "\"5.1.1\""),
            new EventField("reason", EventFieldKind.TextOrNull, "The server's words; null if there are none.", "\"550 5.1.1 No such user\"")),
        new(
            ReplyEvents.Replied,
            "A reply to an outgoing message arrived.",
            Mail,
            EventFields.Connection,
            Email,
            new EventField("is_automatic", EventFieldKind.Flag, "Whether a program wrote it, such as an absence notice; it does not set `replied_at`.", "false")),
    ];
}
