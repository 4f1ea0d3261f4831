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
    private static readonly EventField Reason = new("reason", EventFieldKind.Text, "The reason: `refused`, `unavailable` (refused temporarily), `left_out`, `connection_lost` or `malformed`.", "\"unavailable\"");

    /// <summary>Gets all entries, in the order of <see cref="EventTypes"/>.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventTypes.EmailReceived, "A message arrived. Not written for mail older than the connection of the mailbox.", Email, Thread, Connection, FirstLabel, Labels),
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
            "A message was added or moved to a label or folder.",
            Email,
            Connection,
            FirstLabel,
            Thread with { Always = false },
            Labels with { Always = false }),
        new(EventTypes.LabelRemoved, "A message was removed or moved from a label or folder.", Email, Connection, Label),
        new(EventTypes.ConnectionConnected, "A mailbox is connected, for the first time or again.", Connection),
        new(EventTypes.ConnectionDisconnected, "The owner removed a mailbox.", Connection),
        new(
            EventTypes.ConnectionError,
            "A working mailbox began to fail.",
            Connection,
            new EventField("code", EventFieldKind.Text, "The error.", "\"connection_failed\"")),
        new(
            EventTypes.SyncCompleted,
            "The initial sync of a mailbox is complete, except for what its server does not deliver.",
            Connection,
            new EventField("unreadable", EventFieldKind.Number, "Number of messages and folders that the server does not deliver; see `unreadable` of GET /sync/status. Absent in events of former versions.", "0", Always: false)),
        new(
            EventTypes.SyncMessageUnreadable,
            "The server does not deliver a message, which is retried automatically. Written once per message, and once for all beyond the first hundred found at a time; `email.received` follows if it arrives later.",
            Connection,
            Reason,
            Label with { Always = false, Description = "The folder of the message; absent if messages have their own ids." },
            new EventField("uid", EventFieldKind.Number, "The number of the message in the folder, with `label_id`.", "4711", Always: false),
            new EventField("remote_id", EventFieldKind.Text, "The provider's id of the message, if messages have one.", "\"18c2f04b7e7c5b8d\"", Always: false),
            new EventField("more", EventFieldKind.Number, "Number of further messages, set instead of the fields that identify a message when very many are found at a time; see `unreadable_count` of GET /sync/status.", "250", Always: false)),
        new(
            EventTypes.SyncFolderUnreadable,
            "The server does not open a folder, which is retried automatically. Written once until it opens.",
            Connection,
            Reason,
            Label with { Description = "The folder." }),
    ];
}
