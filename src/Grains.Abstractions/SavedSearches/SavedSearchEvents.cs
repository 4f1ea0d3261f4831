using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>Types of events of saved searches; data <c>{saved_search_id}</c>.</summary>
[EventTypes]
public static class SavedSearchEvents
{
    public const string Created = "saved_search.created";

    /// <summary>The name or the query changed.</summary>
    public const string Updated = "saved_search.updated";

    public const string Deleted = "saved_search.deleted";
}
