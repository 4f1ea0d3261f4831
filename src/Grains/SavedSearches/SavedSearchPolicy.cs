using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>Rules for names and queries of saved searches.</summary>
internal static class SavedSearchPolicy
{
    private const int MaxName = 100;

    /// <summary>Checks the fields that are given.</summary>
    /// <param name="now">The time from which <c>older_than:</c> counts.</param>
    public static Problem? Check(string? name, string? query, DateTimeOffset now) => Problem.Combine(
        name is null ? null : NameText.Check(name, "name", MaxName),
        query is null ? null : CheckQuery(query, now));

    private static Problem? CheckQuery(string query, DateTimeOffset now) =>
        SearchQueryParser.Parse(query, now).Error is { } error ? new Problem(ProblemCodes.Invalid, error.Message, "query") : null;
}
