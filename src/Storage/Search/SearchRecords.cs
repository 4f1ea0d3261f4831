using EmailAgent.Storage.Mail;
using EmailAgent.Storage.Search.Queries;

namespace EmailAgent.Storage.Search;

/// <param name="Query">In the language of docs/search.md; empty for all mail.</param>
/// <param name="ByRelevance">Best match first, among the newest matches; otherwise newest first.</param>
/// <param name="Place">Where to look.</param>
public sealed record MailSearchRequest(string Query, int Offset, int Limit, bool ByRelevance, SearchPlace Place = SearchPlace.Everywhere);

/// <summary>Where a search looks.</summary>
public enum SearchPlace
{
    Everywhere,

    /// <summary>Not in trash and spam, unless the query itself says where to look.</summary>
    OutsideTrash,

    Trash,

    Spam,
}

/// <summary>Exactly one of the two is set.</summary>
public sealed record MailSearchOutcome(MailSearchPage? Page, SearchSyntaxError? Error);

/// <param name="Total">How many messages match; counted up to 1,000.</param>
/// <param name="TotalIsAtLeast">Counting stopped at the limit, and there are more.</param>
public sealed record MailSearchPage(IReadOnlyList<MailSearchHit> Items, long Total, bool TotalIsAtLeast, MailSearchCoverage Coverage);

/// <param name="SubjectHighlighted">The subject as HTML-escaped text, the matches in <c>&lt;mark&gt;</c>.</param>
/// <param name="Snippet">A stretch of the body, likewise.</param>
public sealed record MailSearchHit(MailSummary Summary, string SubjectHighlighted, string Snippet);

/// <summary>How much of the user's mail the search could see.</summary>
/// <param name="Indexed">Messages in the index.</param>
/// <param name="Total">Messages the servers say they have.</param>
/// <param name="Oldest">Date of the oldest indexed message; null when there is none.</param>
public sealed record MailSearchCoverage(long Indexed, long Total, DateTimeOffset? Oldest);
