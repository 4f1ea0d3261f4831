namespace EmailAgent.Database;

/// <summary>Patterns for LIKE and ILIKE from text that is meant literally.</summary>
internal static class LikePattern
{
    public static string Containing(string text) => '%' + PgText.Clean(text)
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + '%';
}
