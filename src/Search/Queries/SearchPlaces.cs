namespace EmailAgent.Search.Queries;

/// <summary>Confines a search to a place.</summary>
internal static class SearchPlaces
{
    /// <param name="query">With its names resolved.</param>
    /// <param name="place"><c>all</c>, <c>trash</c> or <c>spam</c>; null leaves out trash and spam, unless the query itself names a place.</param>
    public static SearchNode Confine(SearchNode query, string? place) => place switch
    {
        "trash" => new AllOf([query, new RolesTerm(["trash"])]),
        "spam" => new AllOf([query, new RolesTerm(["junk"])]),
        null when !NamesPlace(query) => new AllOf([query, new Not(new RolesTerm(["trash", "junk"]))]),
        _ => query,
    };

    /// <summary>Returns whether the query names trash or spam, by <c>in:anywhere</c> or one of their labels.</summary>
    private static bool NamesPlace(SearchNode node) => node switch
    {
        AllOf all => all.Parts.Any(NamesPlace),
        AnyOf any => any.Parts.Any(NamesPlace),
        _ => node is LabelIdsTerm { IsTrash: true } or AllMail,
    };
}
