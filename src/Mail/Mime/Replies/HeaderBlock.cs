namespace EmailAgent.Mail.Mime;

/// <summary>The block of headers that Outlook and others put above an unmarked quote: from, sent, to, subject.</summary>
internal static class HeaderBlock
{
    private const int MaxLines = 8;

    /// <summary>Longer labels are text with a colon.</summary>
    private const int MaxLabelLength = 24;

    /// <summary>Returns the line behind the block that begins at a line; 0 if none begins there, for example if its sender is named only below.</summary>
    public static int EndAt(ReplyLines lines, int start)
    {
        if (start >= lines.Count || !ReplyPhrases.From.Contains(Label(lines[start])))
            return 0;
        int kinds = 0, end = start + 1;
        for (var line = start + 1; line < lines.Count && line <= start + MaxLines; line++)
        {
            // Recipients run over several lines; converted HTML can have a blank line between any two.
            var label = Label(lines[line]);
            var kind = ReplyPhrases.Sent.Contains(label) ? 1 : ReplyPhrases.To.Contains(label) ? 2 : ReplyPhrases.Subject.Contains(label) ? 4 : 0;
            if (ReplyPhrases.From.Contains(label))
                return 0;
            if (kind == 0)
                continue;
            kinds |= kind;
            end = line + 1;
        }

        return int.PopCount(kinds) >= 2 ? end : 0;
    }

    /// <summary>Returns the line behind the partial block below a line that announces a message; that line itself if there is no block.</summary>
    public static int EndBelow(ReplyLines lines, int start)
    {
        var first = lines.NextText(start);
        if (EndAt(lines, first) is > 0 and var end)
            return end;
        return first < lines.Count && ReplyPhrases.From.Contains(Label(lines[first])) ? first + 1 : start;
    }

    /// <summary>Returns the text before the colon, in lower case, without the marks of bold text; empty if there is none.</summary>
    private static string Label(ReadOnlySpan<char> line)
    {
        line = line.TrimStart(" \t*");
        var colon = line[..Math.Min(line.Length, MaxLabelLength)].IndexOfAny(':', '：');
        return colon <= 0 ? string.Empty : line[..colon].TrimEnd(" \u00A0*").ToString().ToLowerInvariant();
    }
}
