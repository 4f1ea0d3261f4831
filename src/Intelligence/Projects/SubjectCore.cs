namespace EmailAgent.Intelligence.Projects;

/// <summary>Subjects without the marks of replies and forwarded messages, and without the tags of lists.</summary>
internal static class SubjectCore
{
    private const int LongestMark = 8;

    private static readonly string[] Marks = ["re", "aw", "sv", "vs", "antw", "fw", "fwd", "wg", "tr", "rv", "vb", "ref"];

    /// <summary>Returns the part of a subject that names its matter, literally.</summary>
    public static string Of(string subject)
    {
        var core = subject.AsSpan().Trim();
        while (Shorten(core) is { } shorter && shorter < core.Length)
            core = core[^shorter..].TrimStart();
        return core.ToString();
    }

    /// <returns>The length of what is left; null if there is no mark.</returns>
    private static int? Shorten(ReadOnlySpan<char> core)
    {
        if (core is ['[', ..] && core.IndexOf(']') is > 0 and var end && end < core.Length - 1)
            return core.Length - end - 1;
        var colon = core.IndexOf(':');
        if (colon is < 1 or > LongestMark)
            return null;
        var mark = core[..colon].TrimEnd();
        // Some programs count: "Re[2]:", "AW(3):".
        if (mark.IndexOfAny('[', '(') is > 0 and var count)
            mark = mark[..count];
        foreach (var known in Marks)
        {
            if (mark.Equals(known, StringComparison.OrdinalIgnoreCase))
                return core.Length - colon - 1;
        }

        return null;
    }
}
