using EmailAgent.Api.Events;
using EmailAgent.Grains.Sync;

namespace EmailAgent.Api.Sync;

/// <summary>Descriptions of the events of the sync.</summary>
internal sealed class SyncEventDescriptions : IEventDescriptions
{
    private static readonly EventField Reason = new("reason", EventFieldKind.Text, "The reason: `refused`, `unavailable` (refused temporarily), `left_out`, `connection_lost` or `malformed`.", "\"unavailable\"");

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(
            SyncEvents.Completed,
            "The initial sync of a mailbox is complete, except for what its server does not deliver.",
            EventFields.Connection,
            new EventField("unreadable", EventFieldKind.Number, "Number of messages and folders that the server does not deliver; see `unreadable` of GET /sync/status. Absent in events of former versions.", "0", Always: false)),
        new(
            SyncEvents.MessageUnreadable,
            "The server does not deliver a message, which is retried automatically. Written once per message, and once for all beyond the first hundred found at a time; `email.received` follows if it arrives later.",
            EventFields.Connection,
            Reason,
            EventFields.Label with { Always = false, Description = "The folder of the message; absent if messages have their own ids." },
            new EventField("uid", EventFieldKind.Number, "The number of the message in the folder, with `label_id`.", "4711", Always: false),
            new EventField("remote_id", EventFieldKind.Text, "The provider's id of the message, if messages have one.", "\"18c2f04b7e7c5b8d\"", Always: false),
            new EventField("more", EventFieldKind.Number, "Number of further messages, set instead of the fields that identify a message when very many are found at a time; see `unreadable_count` of GET /sync/status.", "250", Always: false)),
        new(
            SyncEvents.FolderUnreadable,
            "The server does not open a folder, which is retried automatically. Written once until it opens.",
            EventFields.Connection,
            Reason,
            EventFields.Label with { Description = "The folder." }),
    ];
}
