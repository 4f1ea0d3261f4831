namespace EmailAgent.Grains.Mail;

/// <summary>The normal form in which flags are stored.</summary>
internal static class MessageFlags
{
    public const string Seen = "\\Seen";

    private const string Recent = "\\Recent";

    /// <summary>
    /// Returns the flags sorted, each once, system flags in their usual spelling, without \Recent (which belongs to a session, not to the
    /// message).
    /// </summary>
    public static string[] Normalize(IReadOnlyList<string> flags)
    {
        if (IsNormal(flags))
            return flags as string[] ?? [.. flags];

        var normal = flags.Select(Spell).Where(flag => flag != Recent && flag.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(normal, StringComparer.Ordinal);
        return normal;
    }

    public static bool IsRead(string[] flags) => Array.IndexOf(flags, Seen) >= 0;

    // Flag names are case-insensitive (RFC 9051, section 2.3.2); those with a meaning here are compared exactly.
    private static string Spell(string flag)
    {
        foreach (var known in (ReadOnlySpan<string>)[Seen, "\\Flagged", "\\Answered", "\\Deleted", "\\Draft", Recent])
        {
            if (flag.Equals(known, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        return EmailAgent.Database.PgText.Clean(flag);
    }

    private static bool IsNormal(IReadOnlyList<string> flags)
    {
        for (var i = 0; i < flags.Count; i++)
        {
            if (Spell(flags[i]) != flags[i] || flags[i] == Recent || (i > 0 && string.CompareOrdinal(flags[i - 1], flags[i]) >= 0))
                return false;
        }

        return true;
    }
}
