using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Cuts the new text of a message into passages that can be quoted. Leaves out quoted mail, whose source is another message, and signatures.</summary>
internal static class PassageCutter
{
    /// <summary>The characters that a passage has at most.</summary>
    public const int MostLength = 400;

    // Also of one line: each passage is compared with each word of a question.
    private const int MostPassages = 400;
    private const int ShortestWrappedLine = 50;

    private static readonly string[] Abbreviations =
        ["mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "etc", "e.g", "i.e", "z.b", "bzw", "ca", "inkl", "approx", "inc", "ltd", "co", "p.m", "a.m", "tel", "sr", "sra", "m", "t.ex", "bl.a"];

    /// <summary>Returns the passages in their order. None overlaps another, and none begins or ends with white space.</summary>
    public static IReadOnlyList<Passage> Cut(string text)
    {
        var passages = new List<Passage>();
        var paragraph = -1;
        var end = 0;
        foreach (var line in MessageLines.Of(text))
        {
            if (paragraph >= 0 && (!line.IsText || line.BeginsItem || end - line.LastStart < ShortestWrappedLine))
            {
                Split(text, paragraph, end, passages);
                paragraph = -1;
            }

            if (line.IsText && paragraph < 0)
                paragraph = line.Start;
            if (line.IsText)
                end = line.End;
            if (passages.Count >= MostPassages)
                return passages;
        }

        if (paragraph >= 0)
            Split(text, paragraph, end, passages);
        return passages;
    }

    private static void Split(string text, int start, int end, List<Passage> passages)
    {
        var first = start;
        for (var i = start; i < end && passages.Count < MostPassages; i++)
        {
            if (!EndsSentence(text, i, first, end))
                continue;
            Add(text, first, i + 1, passages);
            first = i + 1;
        }

        Add(text, first, end, passages);
    }

    private static bool EndsSentence(string text, int at, int first, int end)
    {
        var mark = text[at];
        if (mark is '\u3002' or '\uFF01' or '\uFF1F')
            return true;
        if (mark is not ('.' or '!' or '?' or '\u2026') || at + 1 >= end || !char.IsWhiteSpace(text[at + 1]))
            return false;
        var next = at + 1;
        while (next < end && char.IsWhiteSpace(text[next]))
            next++;
        if (next < end && char.IsLower(text[next]))
            return false;
        return mark != '.' || !IsAbbreviation(text.AsSpan(first, at - first), text.AsSpan(next, end - next));
    }

    // A single letter is an initial, and a number before a month a day, as in 3. May.
    private static bool IsAbbreviation(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var word = before[(before.LastIndexOfAny(" \t\r\n(") + 1)..];
        if (word.Length == 1 && char.IsLetter(word[0]))
            return true;
        if (word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('0', '9'))
            return MonthNames.Find(PlainLetters.Fold(FirstWord(after))) is not null;
        foreach (var abbreviation in Abbreviations)
        {
            if (word.Equals(abbreviation, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length]))
            length++;
        return text[..length];
    }

    private static void Add(string text, int start, int end, List<Passage> passages)
    {
        foreach (var piece in TextPieces.Of(text, start, end, MostLength).Take(MostPassages - passages.Count))
            passages.Add(new Passage(piece.Start, piece.Length));
    }
}
