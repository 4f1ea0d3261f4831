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
    private static readonly EventField Reason = new("reason", EventFieldKind.Text, "Why: `refused`, `unavailable` (refused for now), `left_out`, `connection_lost` or `malformed`.", "\"unavailable\"");

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
            new EventField("code", EventFieldKind.Text, "What went wrong.", "\"connection_failed\"")),
        new(
            EventTypes.SyncCompleted,
            "The first sync of a mailbox is complete, but for what its server does not hand out.",
            Connection,
            new EventField("unreadable", EventFieldKind.Number, "How many messages and folders the server does not hand out; see `unreadable` of GET /sync/status. Events of former versions lack it.", "0", Always: false)),
        new(
            EventTypes.SyncMessageUnreadable,
            "The server does not hand out a message, which is asked for again by itself. Written once for each message, and once for all beyond the first hundred that are found at a time; `email.received` follows if it comes after all.",
            Connection,
            Reason,
            Label with { Always = false, Description = "The folder of the message; absent where messages have an id of their own." },
            new EventField("uid", EventFieldKind.Number, "The number of the message in the folder, with `label_id`.", "4711", Always: false),
            new EventField("remote_id", EventFieldKind.Text, "The provider's id of the message, where messages have one.", "\"18c2f04b7e7c5b8d\"", Always: false),
            new EventField("more", EventFieldKind.Number, "Set in place of the fields that name a message when very many are found at a time: how many more there are; see `unreadable_count` of GET /sync/status.", "250", Always: false)),
        new(
            EventTypes.SyncFolderUnreadable,
            "The server does not open a folder, which is tried again by itself. Written once until it opens.",
            Connection,
            Reason,
            Label with { Description = "The folder." }),
    ];
}
