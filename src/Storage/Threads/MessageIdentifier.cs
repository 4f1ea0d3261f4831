using System.Buffers;

namespace EmailAgent.Storage.Threads;

/// <summary>Tells identifiers of messages from what careless programs write in their place.</summary>
internal static class MessageIdentifier
{
    /// <summary>Shorter ones without an at sign are words and numbers; longer ones are what a few programs make of random digits.</summary>
    private const int ShortestWithoutAt = 16;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly string[] Placeholders = ["null", "nil", "none", "undefined", "unknown", "empty", "n/a", "na", "(null)", "nan", "false", "true", "0", "-"];

    /// <summary>
    /// Whether an identifier can belong to one message alone. "null", "&lt;0&gt;" or a word of a sentence ("Your message of Monday"),
    /// which programs write where they know no better, would make strangers one thread.
    /// </summary>
    public static bool IsUnique(string id)
    {
        var at = id.LastIndexOf('@');
        if (at < 0)
            return id.Length >= ShortestWithoutAt && id.AsSpan().ContainsAny(Digits) && !id.Contains(' ', StringComparison.Ordinal);
        return at > 0 && at < id.Length - 1 && !Placeholders.Contains(id[..at], StringComparer.OrdinalIgnoreCase);
    }
}
