namespace EmailAgent.Grains.SavedSearches;

/// <summary>The audited actions of saved searches.</summary>
internal static class SavedSearchActions
{
    public const string Create = "saved_search.create";

    /// <summary>The name or the query was changed.</summary>
    public const string Change = "saved_search.change";

    public const string Delete = "saved_search.delete";
}
