namespace EmailAgent.Providers.Imap;

/// <summary>The one form in which flags are kept and compared.</summary>
internal static class ImapFlags
{
    private static readonly string[] SystemFlags = [@"\Answered", @"\Deleted", @"\Draft", @"\Flagged", @"\Seen"];

    /// <summary>
    /// Returns the flags sorted ordinally, each once; system flags in their standard spelling, since flags are case-insensitive; without
    /// <c>\Recent</c>, which belongs to a session.
    /// </summary>
    public static IReadOnlyList<string> Normalize(IReadOnlyCollection<string>? flags)
    {
        if (flags is null or { Count: 0 })
        {
            return [];
        }

        var sorted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var flag in flags)
        {
            if (!flag.Equals(@"\Recent", StringComparison.OrdinalIgnoreCase))
            {
                sorted.Add(Standard(flag));
            }
        }

        return [.. sorted];
    }

    private static string Standard(string flag) =>
        flag.StartsWith('\\') ? Array.Find(SystemFlags, known => known.Equals(flag, StringComparison.OrdinalIgnoreCase)) ?? flag : flag;
}
