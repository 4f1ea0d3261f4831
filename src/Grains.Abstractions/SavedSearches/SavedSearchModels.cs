namespace EmailAgent.Grains.SavedSearches;

/// <summary>A search to save.</summary>
/// <param name="Name">Required; 1 to 100 characters, unique among the saved searches of the user regardless of case.</param>
/// <param name="Query">Required; as <c>q</c> of <c>GET /search</c>.</param>
[GenerateSerializer, Immutable, Alias("saved-search-request")]
public sealed record SavedSearchRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] string Query);

/// <summary>Changes to a saved search; absent or null fields stay.</summary>
[GenerateSerializer, Immutable, Alias("saved-search-changes")]
public sealed record SavedSearchChangesRequest(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Query);

/// <summary>A query that a user keeps under a name.</summary>
[GenerateSerializer, Immutable, Alias("saved-search")]
public sealed record SavedSearch(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Query,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset UpdatedAt);

/// <summary>A saved search in the list, with the number of its unread messages.</summary>
/// <param name="UnreadCount">
/// Number of unread messages that match, counted up to 1,000; null if the query cannot be answered now, such as after the deletion of a
/// label that it names.
/// </param>
/// <param name="UnreadIsAtLeast">Counting stopped at the limit, and there are more.</param>
[GenerateSerializer, Immutable, Alias("listed-saved-search")]
public sealed record ListedSavedSearch(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Query,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset UpdatedAt,
    [property: Id(5)] long? UnreadCount,
    [property: Id(6)] bool UnreadIsAtLeast);
