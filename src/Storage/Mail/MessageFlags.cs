namespace EmailAgent.Storage.Mail;

/// <summary>Flags in the one form they are stored in.</summary>
internal static class MessageFlags
{
    public const string Seen = "\\Seen";

    private const string Recent = "\\Recent";

    /// <summary>Sorted, each once, system flags in their usual spelling, without \Recent (which belongs to a session, not to the message).</summary>
    public static string[] Normalize(string[] flags)
    {
        if (IsNormal(flags))
            return flags;

        var normal = flags.Select(Spell).Where(flag => flag != Recent && flag.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(normal, StringComparer.Ordinal);
        return normal;
    }

    public static bool IsRead(string[] flags) => Array.IndexOf(flags, Seen) >= 0;

    // Flag names are case-insensitive (RFC 9051, section 2.3.2); the ones that mean something here are compared exactly.
    private static string Spell(string flag)
    {
        foreach (var known in (ReadOnlySpan<string>)[Seen, "\\Flagged", "\\Answered", "\\Deleted", "\\Draft", Recent])
        {
            if (flag.Equals(known, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        return Database.PgText.Clean(flag);
    }

    private static bool IsNormal(string[] flags)
    {
        for (var i = 0; i < flags.Length; i++)
        {
            if (Spell(flags[i]) != flags[i] || flags[i] == Recent || (i > 0 && string.CompareOrdinal(flags[i - 1], flags[i]) >= 0))
                return false;
        }

        return true;
    }
}
