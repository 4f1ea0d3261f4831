namespace EmailAgent.Search.Queries;

/// <summary>The words of a query that a match has because of the query: not the negated ones.</summary>
internal static class SearchTerms
{
    public static IEnumerable<TextTerm> Positive(SearchNode query) => query switch
    {
        TextTerm term => [term],
        AllOf all => all.Parts.SelectMany(Positive),
        AnyOf any => any.Parts.SelectMany(Positive),
        _ => [],
    };
}
