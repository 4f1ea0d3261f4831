namespace EmailAgent.Storage.Search.Queries;

/// <summary>Confines a search to a place.</summary>
internal static class SearchPlaces
{
    /// <param name="query">With its names resolved.</param>
    /// <param name="place">Where to look.</param>
    public static SearchNode Confine(SearchNode query, SearchPlace place) => place switch
    {
        SearchPlace.Trash => new AllOf([query, new RolesTerm(["trash"])]),
        SearchPlace.Spam => new AllOf([query, new RolesTerm(["junk"])]),
        SearchPlace.OutsideTrash when !NamesPlace(query) => new AllOf([query, new Not(new RolesTerm(["trash", "junk"]))]),
        _ => query,
    };

    /// <summary>Whether the query itself says to look in trash or spam, by <c>in:anywhere</c> or a label of theirs.</summary>
    private static bool NamesPlace(SearchNode node) => node switch
    {
        AllOf all => all.Parts.Any(NamesPlace),
        AnyOf any => any.Parts.Any(NamesPlace),
        _ => node is LabelIdsTerm { IsTrash: true } or AllMail,
    };
}
