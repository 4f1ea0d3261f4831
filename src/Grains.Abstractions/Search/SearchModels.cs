using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Search;

/// <param name="Query">Words, "phrases", -negation, OR and the operators of docs/search.md.</param>
/// <param name="ByRelevance">Best match first; otherwise newest first.</param>
/// <param name="Place"><c>all</c>, <c>trash</c> or <c>spam</c>; null leaves out trash and spam, unless the query includes them.</param>
/// <param name="Mode">One of <see cref="SearchModes"/>. Other modes than text are always by relevance.</param>
[GenerateSerializer, Immutable, Alias("search-request")]
public sealed record SearchRequest(
    [property: Id(0)] string Query,
    [property: Id(1)] int PageNumber,
    [property: Id(2)] int PageSize,
    [property: Id(3)] bool ByRelevance,
    [property: Id(4)] string? Place,
    [property: Id(5)] string Mode = SearchModes.Text);

/// <param name="Total">Number of matching messages, counted up to 1,000.</param>
/// <param name="TotalIsAtLeast">Counting stopped at the limit, and there are more.</param>
/// <param name="Mode">The mode in which it was searched: text if the requested one was not possible.</param>
/// <param name="Note">One sentence about what the search could not do; null if there is nothing to say.</param>
/// <param name="VectorCoverage">The part of the mail that could be compared by meaning; null in a search that was requested as text.</param>
[GenerateSerializer, Immutable, Alias("search-results")]
public sealed record SearchResults(
    [property: Id(0)] IReadOnlyList<SearchHit> Items,
    [property: Id(1)] long Total,
    [property: Id(2)] int PageNumber,
    [property: Id(3)] int PageSize,
    [property: Id(4)] SearchCoverage Coverage,
    [property: Id(5)] bool TotalIsAtLeast,
    [property: Id(6)] string Mode = SearchModes.Text,
    [property: Id(7)] string? Note = null,
    [property: Id(8)] SearchCoverage? VectorCoverage = null);

/// <param name="Snippet">Text around the matches as HTML-escaped text, the matches in <c>&lt;mark&gt;</c>.</param>
/// <param name="SubjectHighlighted">The subject, in the same form.</param>
/// <param name="Score">How well it matches, from 0 to 1, compared with the best hit; null in mode text.</param>
[GenerateSerializer, Immutable, Alias("search-hit")]
public sealed record SearchHit(
    [property: Id(0)] EmailSummary Email,
    [property: Id(1)] string SubjectHighlighted,
    [property: Id(2)] string Snippet,
    [property: Id(3)] double? Score = null);

/// <summary>The part of the user's mail that could be searched.</summary>
/// <param name="Indexed">Messages in the index.</param>
/// <param name="Total">Messages on the servers, by their own count.</param>
/// <param name="Oldest">Date of the oldest indexed message; null if there is none.</param>
[GenerateSerializer, Immutable, Alias("search-coverage")]
public sealed record SearchCoverage(
    [property: Id(0)] long Indexed,
    [property: Id(1)] long Total,
    [property: Id(2)] DateTimeOffset? Oldest);
