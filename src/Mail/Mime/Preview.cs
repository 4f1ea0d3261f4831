namespace EmailAgent.Mail.Mime;

/// <summary>One-line previews for message lists.</summary>
public static class Preview
{
    /// <summary>
    /// Returns the first words of a text: white space is collapsed; quoted lines, their attribution lines, separators and invisible
    /// characters are omitted. Never splits a surrogate pair; ends in "…" if text was cut.
    /// </summary>
    /// <param name="text">Text body, "\n" line ends.</param>
    /// <param name="max">Longest result in UTF-16 code units. Default: 200.</param>
    public static string Of(string text, int max = 200)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        var buffer = new CharBuffer(max + 64);
        try
        {
            var rest = text.AsSpan();
            while (!rest.IsEmpty && buffer.Length <= max)
            {
                var end = rest.IndexOf('\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (line is "-- " or "--" && buffer.Length > 0)
                    break;
                if (!IsNoise(line.Trim(), rest))
                    AppendWords(ref buffer, line, max);
            }

            return Cut(buffer.Written, max);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>Returns whether a line is not part of the message proper.</summary>
    private static bool IsNoise(ReadOnlySpan<char> line, ReadOnlySpan<char> rest)
    {
        if (line.IsEmpty || line[0] is '>' or '|')
            return true;

        // "On Monday, Jane wrote:" and its translations: ends in a colon above a quote.
        if (line[^1] == ':' && rest.TrimStart() is ['>', ..])
            return true;
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsSymbol(c) && c is not ('=' or '~' or '+' or '^' or '`'))
                return false;
        }

        return true;
    }

    private static void AppendWords(ref CharBuffer buffer, ReadOnlySpan<char> line, int max)
    {
        var space = buffer.Length > 0;
        foreach (var c in line)
        {
            if (char.IsWhiteSpace(c))
            {
                space = buffer.Length > 0;
                continue;
            }

            if (VisibleText.IsInvisible(c))
                continue;
            if (buffer.Length > max)
                return;
            if (space)
                buffer.Append(' ');
            space = false;
            buffer.Append(c);
        }
    }

    private static string Cut(ReadOnlySpan<char> text, int max)
    {
        text = text.TrimEnd();
        if (text.Length <= max)
            return new string(text);
        if (max == 0)
            return string.Empty;
        text = text[..(max - 1)];
        if (!text.IsEmpty && char.IsHighSurrogate(text[^1]))
            text = text[..^1];
        return string.Concat(text.TrimEnd(), "…");
    }
}
