using EmailAgent.Database;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>Rules for names and queries of saved searches.</summary>
internal static class SavedSearchPolicy
{
    private const int MaxName = 100;

    /// <summary>Checks the fields that are given.</summary>
    /// <param name="now">The time from which <c>older_than:</c> counts.</param>
    public static Problem? Check(string? name, string? query, DateTimeOffset now) => Problem.Combine(
        name is null ? null : CheckName(name),
        query is null ? null : CheckQuery(query, now));

    /// <summary>Returns the form in which a name is stored.</summary>
    public static string Tidy(string name) => PgText.Clean(name.Trim());

    /// <summary>Returns the form in which names are compared, without regard to case.</summary>
    public static string KeyOf(string name) => Tidy(name).ToUpperInvariant();

    private static Problem? CheckName(string name) => name.Trim().Length is 0 or > MaxName || name.Any(char.IsControl)
        ? new Problem(ProblemCodes.Invalid, $"A name must have 1 to {MaxName} characters, and no control characters.", "name")
        : null;

    private static Problem? CheckQuery(string query, DateTimeOffset now) =>
        SearchQueryParser.Parse(query, now).Error is { } error ? new Problem(ProblemCodes.Invalid, error.Message, "query") : null;
}
