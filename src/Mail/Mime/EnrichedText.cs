using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341): commands in angle brackets within plain text.</summary>
internal static class EnrichedText
{
    /// <summary>The longest name of a command; what goes on longer between brackets is text.</summary>
    private const int MaxCommand = 62;

    public static bool Is(ContentType type) => type is { IsText: true, Subtype: "enriched" or "richtext" };

    /// <summary>Returns the text without its commands. A single line end becomes a space; one of several is omitted.</summary>
    public static string ToPlain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var hidden = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && Command(text.AsSpan(i + 1)) is >= 0 and var length)
            {
                var name = text.AsSpan(i + 1, length);
                i += length + 1;
                if (name.Equals("param", StringComparison.OrdinalIgnoreCase) || name.Equals("comment", StringComparison.OrdinalIgnoreCase))
                    hidden = true;
                else if (name.Equals("/param", StringComparison.OrdinalIgnoreCase) || name.Equals("/comment", StringComparison.OrdinalIgnoreCase))
                    hidden = false;
                else if (!hidden)
                    plain.Append(Meaning(name));
                continue;
            }

            if (hidden)
                continue;
            if (text[i] == '<' && i + 1 < text.Length && text[i + 1] == '<')
                i++;
            if (text[i] == '\n')
                i += AppendLineEnds(plain, text.AsSpan(i)) - 1;
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>Returns the length of the command behind a bracket; -1 if there is none.</summary>
    private static int Command(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length <= MaxCommand && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '-' or '/'))
            length++;
        return length > 0 && length < text.Length && text[length] == '>' ? length : -1;
    }

    private static string Meaning(ReadOnlySpan<char> command) =>
        command.Equals("nl", StringComparison.OrdinalIgnoreCase) ? "\n"
        : command.Equals("lt", StringComparison.OrdinalIgnoreCase) ? "<"
        : string.Empty;

    private static int AppendLineEnds(StringBuilder plain, ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExcept('\n');
        if (count < 0)
            count = text.Length;
        if (count == 1)
            plain.Append(' ');
        else
            plain.Append('\n', count - 1);
        return count;
    }
}
