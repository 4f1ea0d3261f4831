using EmailAgent.Grains.Search;

namespace EmailAgent.Api.Search;

/// <summary>A page of matching messages.</summary>
/// <param name="Total">Number of matches, counted up to 1,000.</param>
/// <param name="TotalIsAtLeast">Counting stopped at the limit, and there are more.</param>
/// <param name="Coverage">The part of the mail that could be searched.</param>
/// <param name="Mode">How it was searched: <c>text</c> if what was requested was not possible; <c>note</c> gives the reason.</param>
/// <param name="Note">One sentence about what the search could not do; null if there is nothing to say.</param>
/// <param name="VectorCoverage">The part of the mail that could be compared by meaning; null if mode text was requested.</param>
internal sealed record SearchAnswer(
    IReadOnlyList<SearchHit> Items,
    long Total,
    bool TotalIsAtLeast,
    int Page,
    int PageSize,
    bool HasNext,
    bool HasPrev,
    SearchCoverage Coverage,
    [property: SearchModeName] string Mode,
    string? Note,
    SearchCoverage? VectorCoverage)
{
    public static SearchAnswer From(SearchResults results) => new(
        results.Items,
        results.Total,
        results.TotalIsAtLeast,
        results.PageNumber,
        results.PageSize,
        (results is { TotalIsAtLeast: true, Mode: SearchModes.Text } && results.Items.Count == results.PageSize) || (long)results.PageNumber * results.PageSize < results.Total,
        results.PageNumber > 1,
        results.Coverage,
        results.Mode,
        results.Note,
        results.VectorCoverage);
}
