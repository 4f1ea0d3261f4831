using EmailAgent.Api.Events;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Api.Composition;

/// <summary>Describes the events of identities.</summary>
internal sealed class MailIdentityEventDescriptions : IEventDescriptions
{
    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(MailIdentityEvents.Updated, "An identity of a mailbox was added, changed or deleted here. What its provider changes is not announced.", EventFields.Connection),
    ];
}
