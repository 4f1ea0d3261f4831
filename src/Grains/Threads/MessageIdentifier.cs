using System.Buffers;

namespace EmailAgent.Grains.Threads;

/// <summary>Identifiers of messages, as opposed to the words that careless programs write instead, such as "null".</summary>
internal static class MessageIdentifier
{
    /// <summary>
    /// The minimum length of an identifier without an at sign. Shorter ones are words and numbers; a few programs write longer ones of
    /// random digits.
    /// </summary>
    private const int ShortestWithoutAt = 16;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly string[] Placeholders = ["null", "nil", "none", "undefined", "unknown", "empty", "n/a", "na", "(null)", "nan", "false", "true", "0", "-"];

    /// <summary>
    /// Indicates whether an identifier can belong to one message alone. "null", "&lt;0&gt;" or a word of a sentence ("Your message of
    /// Monday"), which some programs write, would join unrelated messages in one thread.
    /// </summary>
    public static bool IsUnique(string id)
    {
        var at = id.LastIndexOf('@');
        if (at < 0)
            return id.Length >= ShortestWithoutAt && id.AsSpan().ContainsAny(Digits) && !id.Contains(' ', StringComparison.Ordinal);
        return at > 0 && at < id.Length - 1 && !Placeholders.Contains(id[..at], StringComparer.OrdinalIgnoreCase);
    }
}
