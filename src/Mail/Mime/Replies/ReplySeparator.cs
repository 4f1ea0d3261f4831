namespace EmailAgent.Mail.Mime;

/// <summary>Classifies each line of a text.</summary>
internal static class ReplySeparator
{
    public static ReplySegmentKind[] Classify(ReplyLines lines)
    {
        var kinds = new ReplySegmentKind[lines.Count];
        for (var line = 0; line < lines.Count;)
        {
            if (lines.IsMarked(line))
                line = MarkQuote(lines, kinds, line);
            else if (ReplyMarks.IsForward(lines[line]))
                line = Fill(kinds, line, lines.Count, ReplySegmentKind.Forwarded);
            else if (ReplyMarks.IsOriginal(lines[line]))
                line = MarkLead(lines, kinds, line, HeaderBlock.EndBelow(lines, line + 1), ReplySegmentKind.Forwarded);
            else if (HeaderBlock.EndAt(lines, line) is > 0 and var end)
                line = MarkLead(lines, kinds, RuleAbove(lines, line), end, ReplySegmentKind.Forwarded);
            else if (Attribution.FindStart(lines, kinds, line) is >= 0 and var start)
                line = MarkLead(lines, kinds, start, line + 1, ReplySegmentKind.Attribution);
            else
                line++;
        }

        SignatureFinder.Mark(lines, kinds);
        return kinds;
    }

    /// <summary>Lines with the quote mark, and blank ones between them.</summary>
    private static int MarkQuote(ReplyLines lines, ReplySegmentKind[] kinds, int line)
    {
        var end = line;
        while (end < lines.Count && lines.IsMarked(end))
        {
            end++;
            var next = lines.NextText(end);
            if (next < lines.Count && lines.IsMarked(next))
                end = next;
        }

        return Fill(kinds, line, end, ReplySegmentKind.Quote);
    }

    /// <summary>
    /// Marks the lines that introduce a quote. Above a marked quote they introduce that; above other text they introduce the whole
    /// rest (clients that do not mark). With nothing written above, the rest is not a quote under a reply: it is either a reply below
    /// with its own marks, or forwarded.
    /// </summary>
    /// <param name="alone">What it is with nothing above.</param>
    private static int MarkLead(ReplyLines lines, ReplySegmentKind[] kinds, int start, int end, ReplySegmentKind alone)
    {
        var next = lines.NextText(end);
        if (next < lines.Count && lines.IsMarked(next))
            return Fill(kinds, start, next, ReplySegmentKind.Attribution);
        if (lines.NextText(0) >= start)
            return Fill(kinds, start, alone == ReplySegmentKind.Forwarded ? kinds.Length : end, alone);
        Fill(kinds, start, end, ReplySegmentKind.Attribution);
        return Fill(kinds, end, kinds.Length, ReplySegmentKind.Quote);
    }

    /// <summary>Returns the rule that Outlook draws above its block of headers; the line itself if there is none.</summary>
    private static int RuleAbove(ReplyLines lines, int line)
    {
        var above = line - 1;
        while (above > 0 && above > line - 3 && lines.IsBlank(above))
            above--;
        return above >= 0 && ReplyMarks.IsRule(lines[above]) ? above : line;
    }

    private static int Fill(ReplySegmentKind[] kinds, int start, int end, ReplySegmentKind kind)
    {
        kinds.AsSpan(start, end - start).Fill(kind);
        return end;
    }
}
