using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes text as format=flowed (RFC 3676): paragraphs in short lines that a reader joins again.</summary>
internal static class FlowedWriter
{
    // RFC 3676 section 4.2.
    private const int LineLength = 72;

    public static string Wrap(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var flowed = new StringBuilder(text.Length + (text.Length / 32));
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                flowed.Append('\n');
            AppendParagraph(flowed, lines[i]);
        }

        return flowed.ToString();
    }

    private static void AppendParagraph(StringBuilder flowed, string paragraph)
    {
        var depth = paragraph.AsSpan().IndexOfAnyExcept('>') is >= 0 and var end ? end : paragraph.Length;
        var quote = paragraph.AsSpan(0, depth);
        var rest = paragraph.AsSpan(depth);

        // The blank that usually follows the quote marks is the one that stuffing puts there again.
        if (depth > 0 && rest.StartsWith(' '))
            rest = rest[1..];
        if (!rest.SequenceEqual("-- "))
            rest = rest.TrimEnd(' ');
        while (true)
        {
            var taken = rest.Length <= LineLength - depth ? rest.Length : BreakIn(rest, LineLength - depth);
            flowed.Append(quote);
            if (!rest.IsEmpty && (depth > 0 || NeedsStuffing(rest)))
                flowed.Append(' ');
            flowed.Append(rest[..taken]);
            rest = rest[taken..];
            if (rest.IsEmpty)
                return;
            flowed.Append('\n');
        }
    }

    /// <summary>Behind the last blank that fits, else behind the next one.</summary>
    private static int BreakIn(ReadOnlySpan<char> text, int width)
    {
        for (var at = Math.Min(width, text.Length) - 1; at > 0; at--)
        {
            if (CanBreakAt(text, at))
                return at + 1;
        }

        for (var at = Math.Max(width, 1); at < text.Length; at++)
        {
            if (CanBreakAt(text, at))
                return at + 1;
        }

        return text.Length;
    }

    // A line of blanks, or one that looks like the mark of a signature, would not be joined again.
    private static bool CanBreakAt(ReadOnlySpan<char> text, int at) =>
        text[at] == ' ' && text[..at] is var before && !before.Trim(' ').IsEmpty && !before.SequenceEqual("--");

    private static bool NeedsStuffing(ReadOnlySpan<char> line) =>
        line.StartsWith(' ') || line.StartsWith('>') || line.StartsWith("From ");
}
