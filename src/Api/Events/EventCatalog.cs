using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>Lists what each type of event holds. A type without an entry here fails the tests.</summary>
internal static class EventCatalog
{
    private const string Id = "\"019ac2f04b7e7c5b8d1e2f3a4b5c6d7e\"";

    private static readonly EventField Email = new("email_id", EventFieldKind.Text, "The message.", Id);
    private static readonly EventField Connection = new("connection_id", EventFieldKind.Text, "The mailbox.", Id);
    private static readonly EventField Thread = new("thread_id", EventFieldKind.Text, "The thread that the message belongs to.", Id);
    private static readonly EventField Label = new("label_id", EventFieldKind.Text, "The label or folder.", Id);
    private static readonly EventField FirstLabel = new("label_id", EventFieldKind.TextOrNull, "The first of `label_ids`; null when the message is in none.", Id);
    private static readonly EventField Labels = new("label_ids", EventFieldKind.Texts, "The labels or folders that the message is in.", $"[{Id}]");

    /// <summary>Gets all entries, in the order of <see cref="EventTypes"/>.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventTypes.EmailReceived, "A message came in. Not written for mail that was there before the mailbox was connected.", Email, Thread, Connection, FirstLabel, Labels),
        new(EventTypes.EmailSent, "A message appeared in the sent folder.", Email, Thread, Connection, FirstLabel, Labels),
        new(
            EventTypes.EmailUpdated,
            "The flags of a message changed.",
            Email,
            Connection,
            new EventField("is_read", EventFieldKind.Flag, "Whether the message has been read.", "true"),
            new EventField("is_starred", EventFieldKind.Flag, "Whether the message is starred.", "false"),
            new EventField("flags", EventFieldKind.Texts, "All flags, as on the mail server.", "[\"\\\\Seen\"]")),
        new(EventTypes.EmailDeleted, "A message is no longer on the mail server.", Email, Connection),
        new(
            EventTypes.LabelAdded,
            "A message is in a further label or folder, also because it was moved there.",
            Email,
            Connection,
            FirstLabel,
            Thread with { Always = false },
            Labels with { Always = false }),
        new(EventTypes.LabelRemoved, "A message left a label or folder, also because it was moved.", Email, Connection, Label),
        new(EventTypes.ConnectionConnected, "A mailbox is connected, for the first time or again.", Connection),
        new(EventTypes.ConnectionDisconnected, "The owner removed a mailbox.", Connection),
        new(
            EventTypes.ConnectionError,
            "A mailbox that worked began to fail.",
            Connection,
            new EventField("code", EventFieldKind.Text, "What went wrong.", "\"unreachable\"")),
        new(EventTypes.SyncCompleted, "The first sync of a mailbox is complete.", Connection),
    ];
}
