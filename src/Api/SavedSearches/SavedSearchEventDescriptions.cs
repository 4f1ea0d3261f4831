using EmailAgent.Api.Events;
using EmailAgent.Grains.SavedSearches;

namespace EmailAgent.Api.SavedSearches;

/// <summary>Descriptions of the events of saved searches.</summary>
internal sealed class SavedSearchEventDescriptions : IEventDescriptions
{
    private static readonly EventField Search = new("saved_search_id", EventFieldKind.Text, "The saved search.", EventFields.Id);

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(SavedSearchEvents.Created, "The user saved a search.", Search),
        new(SavedSearchEvents.Updated, "The name or the query of a saved search changed. Changes of its unread count follow from the events of messages.", Search),
        new(SavedSearchEvents.Deleted, "A saved search was deleted.", Search),
    ];
}
