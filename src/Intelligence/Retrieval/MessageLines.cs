namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A line of a message.</summary>
/// <param name="End">The position after the line, without its end.</param>
/// <param name="LastStart">The start of the line before it; its own if it is the first.</param>
/// <param name="IsText">Indicates whether the line has text of the author: it is not empty, and quotes nothing.</param>
/// <param name="BeginsItem">Indicates whether the line begins an item of a list.</param>
internal readonly record struct MessageLine(int Start, int End, int LastStart, bool IsText, bool BeginsItem);

/// <summary>The lines of a message up to its signature or a message that it forwards or replies to.</summary>
internal static class MessageLines
{
    private static readonly string[] Originals =
        ["-----original message", "----- original message", "-----ursprüngliche nachricht", "---------- forwarded message", "-----message d'origine", "-----mensaje original", "-----ursprungligt meddelande"];

    private static readonly string[] Attributions = ["wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "skrev:"];

    public static IEnumerable<MessageLine> Of(string text)
    {
        var last = 0;
        for (var start = 0; start <= text.Length;)
        {
            var next = text.IndexOf('\n', start);
            var end = next < 0 ? text.Length : next;
            var line = text.AsSpan(start, end - start).TrimEnd();
            if (EndsText(line))
                yield break;
            yield return new MessageLine(start, start + line.Length, last, IsText(line), BeginsItem(line));
            last = start;
            start = end + 1;
        }
    }

    // RFC 3676, section 4.3; the space is often lost.
    private static bool EndsText(ReadOnlySpan<char> line)
    {
        if (line is "--" or "-- ")
            return true;
        foreach (var original in Originals)
        {
            if (line.TrimStart().StartsWith(original, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text.IsEmpty || text[0] == '>' || !HasLetterOrDigit(text))
            return false;
        foreach (var attribution in Attributions)
        {
            if (text.EndsWith(attribution, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
                return true;
        }

        return false;
    }

    private static bool BeginsItem(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text.Length < 2)
            return false;
        if (text[0] is '-' or '*' or '\u2022' or '\u2013')
            return char.IsWhiteSpace(text[1]);
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 3 && text[digits] is '.' or ')';
    }
}
