using System.Globalization;
using EmailAgent.Intelligence.Dates;

namespace EmailAgent.Intelligence.Tests.Dates;

/// <summary>The tables of expressions in this folder, and how a result is compared with them.</summary>
internal static class DateTable
{
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "fr", "es", "sv"];

    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(typeof(DateTable).Assembly.GetManifestResourceStream($"EmailAgent.Intelligence.Tests.Dates.{name}.tsv")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('\t');
        }
    }

    /// <summary>Returns all dates that a text has, each as the tables write it.</summary>
    public static string Read(string text, DateTimeOffset sentAt) => string.Join(' ', DateGrammar.Find(text, sentAt).Select(Write));

    public static string Read(string[] row) => Read(row[1], DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture));

    private static string Write(FoundDate found)
    {
        var time = found.Time is { } start ? $"T{start.ToString("HH:mm", CultureInfo.InvariantCulture)}" : "";
        var end = string.Join('T', new[] { Day(found.EndDate), found.EndTime?.ToString("HH:mm", CultureInfo.InvariantCulture) }.OfType<string>());
        return $"{Day(found.Date)}{time}{(end.Length > 0 ? "/" : "")}{end}";
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
