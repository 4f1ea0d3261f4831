namespace EmailAgent.Grains.SavedSearches;

/// <summary>Refusals of requests for saved searches.</summary>
public static class SavedSearchProblems
{
    /// <summary>The query cannot be answered now: it names a label or folder that no longer exists.</summary>
    [Problem(409, "Query cannot be answered")]
    public const string QueryUnanswerable = "query_unanswerable";

    /// <summary>The user already has a saved search of this name.</summary>
    [Problem(409, "Saved search exists")]
    public const string NameTaken = "saved_search_exists";
}
