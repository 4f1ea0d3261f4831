using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Search;

/// <summary>A page of matches or a syntax error. Exactly one of the two is set.</summary>
internal sealed record MailSearchOutcome(MailSearchPage? Page, SearchSyntaxError? Error);

/// <param name="Total">The number of matches; counted up to 1,000.</param>
/// <param name="TotalIsAtLeast">Counting stopped at the limit, and there are more.</param>
internal sealed record MailSearchPage(IReadOnlyList<SearchHit> Items, long Total, bool TotalIsAtLeast, SearchCoverage Coverage);
