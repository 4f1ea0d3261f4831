namespace EmailAgent.Mail.Mime;

/// <summary>Finds signatures at the end of what was written: behind "-- ", of devices, and sign-offs with a name.</summary>
internal static class SignatureFinder
{
    /// <summary>Lines of text behind "--" or a sign-off; more of them are no signature.</summary>
    private const int MaxLines = 12;

    private const int MaxLinesBelowDevice = 4;

    private const int MaxLineLength = 100;

    /// <summary>Words of the line with the name.</summary>
    private const int MaxNameWords = 5;

    public static void Mark(ReplyLines lines, ReplySegmentKind[] kinds)
    {
        for (var start = 0; start < kinds.Length;)
        {
            var end = start;
            while (end < kinds.Length && kinds[end] == kinds[start])
                end++;

            // Between two quotes stand answers, not signatures; a quote's lead follows what is above it.
            var closes = end == kinds.Length || kinds[end] != ReplySegmentKind.Quote;
            if (kinds[start] == ReplySegmentKind.Fresh && Find(lines, start, end, closes) is >= 0 and var signature)
                kinds.AsSpan(signature, end - signature).Fill(ReplySegmentKind.Signature);
            start = end;
        }
    }

    /// <summary>Returns the line at which the signature of some lines begins; -1 if they have none.</summary>
    private static int Find(ReplyLines lines, int start, int end, bool closes)
    {
        var found = -1;
        var below = 0;
        for (var line = end - 1; line >= start && below <= MaxLines; line--)
        {
            var text = lines[line];
            if (text.IsWhiteSpace())
                continue;
            if (text is "-- " or "--" or "—" || (below <= MaxLinesBelowDevice && IsDevice(text)))
                found = line;
            else if (closes && line > start && IsSignOff(text) && IsName(lines, line + 1, found < 0 ? end : found))
                found = line;
            if (text.Length > MaxLineLength)
                break;
            below++;
        }

        return found < 0 ? DashDash(lines, start, end) : found;
    }

    /// <summary>Returns the last standard mark, which is valid for signatures of any length (RFC 3676 section 4.3).</summary>
    private static int DashDash(ReplyLines lines, int start, int end)
    {
        for (var line = end - 1; line >= start; line--)
        {
            if (lines[line] is "-- ")
                return line;
        }

        return -1;
    }

    private static bool IsDevice(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\u00A0*_[");
        if (text.Length > MaxLineLength)
            return false;
        foreach (var phrase in ReplyPhrases.Devices)
        {
            if (text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether the whole line is a sign-off, apart from closing punctuation.</summary>
    private static bool IsSignOff(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\u00A0,.!，。");
        return text.Length <= 40 && ReplyPhrases.SignOffs.Contains(text.ToString());
    }

    /// <summary>Returns whether the lines behind a sign-off are no sentences: the first is a name, and none is long.</summary>
    private static bool IsName(ReplyLines lines, int line, int end)
    {
        var first = lines.NextText(line);
        if (first >= end)
            return true;
        var words = 0;
        foreach (var _ in lines[first].Trim().Split(' '))
            words++;
        return words <= MaxNameWords && lines[first].TrimEnd() is not [.., '?' or '!' or ':' or ';'];
    }
}
