using EmailAgent.Api.Events;
using EmailAgent.Grains.Drafts;

namespace EmailAgent.Api.Drafts;

/// <summary>Describes the events of drafts.</summary>
internal sealed class DraftEventDescriptions : IEventDescriptions
{
    private static readonly EventField Draft = new("draft_id", EventFieldKind.Text, "The draft.", EventFields.Id);
    private static readonly EventField Email = new("email_id", EventFieldKind.TextOrNull, "The message in the mailbox; null before it is there.", EventFields.Id);
    private static readonly EventField Revision = new("revision", EventFieldKind.Number, "The revision.", "3");

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(DraftEvents.Created, "A draft was begun, here or by another mail client; or a conflict left a copy.", Draft, EventFields.Connection, Email, Revision),
        new(DraftEvents.Updated, "A draft was changed, here or by another mail client. Saves in quick succession cause one event.", Draft, EventFields.Connection, Email, Revision),
        new(DraftEvents.Deleted, "A draft was deleted, here or by another mail client, or was sent.", Draft, EventFields.Connection, Email, Revision),
    ];
}
