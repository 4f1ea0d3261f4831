using EmailAgent.Grains.Search;

namespace EmailAgent.Api.Search;

/// <summary>A page of matching messages.</summary>
/// <param name="Total">Number of matches, counted up to 1,000.</param>
/// <param name="TotalIsAtLeast">Counting stopped at the limit, and there are more.</param>
/// <param name="Coverage">The part of the mail that could be searched.</param>
internal sealed record SearchAnswer(
    IReadOnlyList<SearchHit> Items,
    long Total,
    bool TotalIsAtLeast,
    int Page,
    int PageSize,
    bool HasNext,
    bool HasPrev,
    SearchCoverage Coverage)
{
    public static SearchAnswer From(SearchResults results) => new(
        results.Items,
        results.Total,
        results.TotalIsAtLeast,
        results.PageNumber,
        results.PageSize,
        (results.TotalIsAtLeast && results.Items.Count == results.PageSize) || (long)results.PageNumber * results.PageSize < results.Total,
        results.PageNumber > 1,
        results.Coverage);
}
