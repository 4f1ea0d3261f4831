namespace EmailAgent.Grains.SavedSearches;

/// <summary>Limits of saved searches; bound from the configuration section <c>SavedSearches</c>.</summary>
internal sealed class SavedSearchOptions
{
    public const string Section = "SavedSearches";

    /// <summary>Saved searches that a user can have; each request for the list counts the unread messages of all. Lowering it removes nothing. Default: 100.</summary>
    public int PerUser { get; set; } = 100;
}
