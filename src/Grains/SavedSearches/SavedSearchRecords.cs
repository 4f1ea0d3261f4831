namespace EmailAgent.Grains.SavedSearches;

/// <summary>The result of a write.</summary>
internal enum SavedSearchResult
{
    Written,

    /// <summary>Another saved search of the user has the name.</summary>
    NameTaken,

    /// <summary>No row met the condition of the write: its limit, its id, or the expected state.</summary>
    Refused,
}

/// <summary>A number of unread messages.</summary>
/// <param name="Value">Null if the query cannot be answered.</param>
/// <param name="IsAtLeast">Counting stopped at the limit, and there are more.</param>
internal sealed record UnreadCount(long? Value, bool IsAtLeast);
