using EmailAgent.Api.Events;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>Descriptions of the events of mailboxes.</summary>
internal sealed class ConnectionEventDescriptions : IEventDescriptions
{
    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(ConnectionEvents.Connected, "A mailbox is connected, for the first time or again.", EventFields.Connection),
        new(ConnectionEvents.Disconnected, "The owner removed a mailbox.", EventFields.Connection),
        new(
            ConnectionEvents.Error,
            "A working mailbox began to fail.",
            EventFields.Connection,
            new EventField("code", EventFieldKind.Text, "The error.", "\"connection_failed\"")),
    ];
}
