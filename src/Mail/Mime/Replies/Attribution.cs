namespace EmailAgent.Mail.Mime;

/// <summary>"On Monday, Jane wrote:" and its relatives: a sentence of up to four lines that ends in a colon.</summary>
internal static class Attribution
{
    private const int MaxLines = 4;
    private const int MaxLength = 400;

    /// <summary>Returns the first line of the attribution that ends at a line; -1 if none does.</summary>
    public static int FindStart(ReplyLines lines, ReplySegmentKind[] kinds, int line)
    {
        if (lines[line].Length > MaxLength || lines[line].TrimEnd() is not [.., ':' or '：'])
            return -1;
        var next = lines.NextText(line + 1);
        var marked = next < lines.Count && next <= line + 3 && lines.IsMarked(next);
        if (next == lines.Count)
            return -1;
        var sentence = string.Empty;
        for (var start = line; start >= 0 && start > line - MaxLines; start--)
        {
            if (kinds[start] != ReplySegmentKind.Fresh || lines.IsBlank(start) || sentence.Length + lines[start].Length > MaxLength)
                break;
            sentence = $"{lines[start].Trim()} {sentence}";
            if (marked ? Introduces(sentence) : IsUnmistakable(sentence))
                return Opening(lines, kinds, start, line);
        }

        return -1;
    }

    /// <summary>Returns the line on which the sentence begins, which can be above ("On Thursday, March 5,").</summary>
    private static int Opening(ReplyLines lines, ReplySegmentKind[] kinds, int start, int line)
    {
        for (var above = start; above >= 0 && above > line - MaxLines; above--)
        {
            if (kinds[above] != ReplySegmentKind.Fresh || lines.IsBlank(above) || lines[above].Length > MaxLength)
                break;
            var text = lines[above].Trim();
            if (above < start && text is [.., '.' or '!' or '?' or ':'])
                break;
            foreach (var opening in ReplyPhrases.Openings)
            {
                if (text.StartsWith(opening, StringComparison.Ordinal))
                    return above;
            }
        }

        return start;
    }

    /// <summary>Returns whether a sentence directly above a marked quote introduces it: a verb or an address is enough.</summary>
    private static bool Introduces(string sentence) =>
        (HasVerb(sentence) && sentence.AsSpan().Trim().Contains(' ')) || sentence.Contains('@', StringComparison.Ordinal);

    /// <summary>
    /// Returns whether a sentence introduces a quote without marks. This requires a date as well, because "Notes she wrote:" would
    /// otherwise end the message.
    /// </summary>
    private static bool IsUnmistakable(string sentence)
    {
        var hasAddress = sentence.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && sentence.IndexOf('@', open) > 0;
        return (HasVerb(sentence) || hasAddress) && HasDate(sentence) && (hasAddress || HasOpening(sentence));
    }

    private static bool HasVerb(string sentence) => sentence.AsSpan().ContainsAny(ReplyPhrases.Verbs);

    private static bool HasOpening(string sentence) => Array.Exists(ReplyPhrases.Openings, opening => sentence.StartsWith(opening, StringComparison.Ordinal))
        || char.IsAsciiDigit(sentence[0]);

    /// <summary>Returns whether a sentence contains a year or a time of day.</summary>
    private static bool HasDate(string sentence)
    {
        for (var i = 0; i + 3 < sentence.Length; i++)
        {
            if (!char.IsAsciiDigit(sentence[i]))
                continue;
            if (sentence.AsSpan(i) is ['1' or '2', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', ..]
                or [_, ':' or '.', >= '0' and <= '5', >= '0' and <= '9', ..])
            {
                return true;
            }
        }

        return false;
    }
}
