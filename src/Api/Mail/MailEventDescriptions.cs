using EmailAgent.Api.Events;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>Descriptions of the events of messages.</summary>
internal sealed class MailEventDescriptions : IEventDescriptions
{
    private static readonly EventField Email = new("email_id", EventFieldKind.Text, "The message.", EventFields.Id);
    private static readonly EventField Thread = new("thread_id", EventFieldKind.Text, "The thread that the message belongs to.", EventFields.Id);
    private static readonly EventField FirstLabel = new("label_id", EventFieldKind.TextOrNull, "The first of `label_ids`; null when the message is in none.", EventFields.Id);
    private static readonly EventField Labels = new("label_ids", EventFieldKind.Texts, "The labels or folders that the message is in.", $"[{EventFields.Id}]");

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(MailEvents.Received, "A message arrived. Not written for mail older than the connection of the mailbox.", Email, Thread, EventFields.Connection, FirstLabel, Labels),
        new(MailEvents.Sent, "A message appeared in the sent folder.", Email, Thread, EventFields.Connection, FirstLabel, Labels),
        new(
            MailEvents.Updated,
            "The flags of a message changed, or a person corrected its category.",
            Email,
            EventFields.Connection,
            new EventField("is_read", EventFieldKind.Flag, "Whether the message has been read.", "true"),
            new EventField("is_starred", EventFieldKind.Flag, "Whether the message is starred.", "false"),
            new EventField("flags", EventFieldKind.Texts, "All flags, as on the mail server.", "[\"\\\\Seen\"]")),
        new(MailEvents.Deleted, "A message is no longer on the mail server.", Email, EventFields.Connection),
        new(
            MailEvents.LabelAdded,
            "A message was added or moved to a label or folder.",
            Email,
            EventFields.Connection,
            FirstLabel,
            Thread with { Always = false },
            Labels with { Always = false }),
        new(MailEvents.LabelRemoved, "A message was removed or moved from a label or folder.", Email, EventFields.Connection, EventFields.Label),
    ];
}
