namespace EmailAgent.Search.Queries;

/// <summary>A query as read: exactly one of the two is set.</summary>
internal sealed record ParsedSearch(SearchNode? Query, SearchSyntaxError? Error);
