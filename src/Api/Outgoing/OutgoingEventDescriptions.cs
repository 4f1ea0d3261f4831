using EmailAgent.Api.Events;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Api.Outgoing;

/// <summary>Describes the events of outgoing messages.</summary>
internal sealed class OutgoingEventDescriptions : IEventDescriptions
{
    private static readonly EventField Mail = new("outgoing_id", EventFieldKind.Text, "The outgoing message.", EventFields.Id);
    private static readonly EventField State = new("state", EventFieldKind.Text, "Its state.", "\"queued\"");
    private static readonly EventField Failed = new("failed_recipients", EventFieldKind.Number, "Number of recipients that it was not sent to, or whose outcome is unknown.", "1");

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(OutgoingEvents.Updated, "An outgoing message entered another state than `sending`.", Mail, EventFields.Connection, State),
        new(OutgoingEvents.SendFailed, "A message was not sent to some or all recipients, or its outcome is unknown.", Mail, EventFields.Connection, State with { ExampleJson = "\"failed\"" }, Failed),
        new(OutgoingEvents.ScheduledSent, "A scheduled message was sent.", Mail, EventFields.Connection),
    ];
}
