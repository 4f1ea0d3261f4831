using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Sentences;

/// <summary>
/// Cuts the text that the author of a message wrote into sentences: without quoted and forwarded mail, signatures and legal notices.
/// Takes time linear in the length of the text.
/// </summary>
internal static class SentenceCutter
{
    /// <summary>The characters that a sentence has at most; a longer one is cut.</summary>
    public const int MostLength = 600;

    private const int MostSentences = 5_000;
    private const int ShortestWrappedLine = 45;

    /// <summary>Returns the sentences in their order. None overlaps another, and none begins or ends with white space.</summary>
    public static IReadOnlyList<Sentence> Cut(string text)
    {
        var sentences = new List<Sentence>();
        var lines = new AuthorLines(text);
        var (paragraph, part, end, lastStart) = (-1, 0, 0, 0);
        var parts = new List<Sentence>();
        while (lines.Read() && sentences.Count < MostSentences)
        {
            var line = lines.Current;
            if (paragraph >= 0 && !line.IsText)
            {
                parts.Add(new Sentence(part, end - part));
                AddParagraph(text, paragraph, end, parts, sentences);
                paragraph = -1;
            }

            if (!line.IsText)
                continue;
            if (paragraph < 0)
            {
                (paragraph, part) = (line.Start, line.Start);
            }
            else if (BeginsPart(text, lastStart, end, line))
            {
                parts.Add(new Sentence(part, end - part));
                part = line.Start;
            }

            (end, lastStart) = (line.End, line.Start);
        }

        if (paragraph >= 0)
        {
            parts.Add(new Sentence(part, end - part));
            AddParagraph(text, paragraph, end, parts, sentences);
        }

        return sentences;
    }

    // Items of lists, and lines after one that was not filled.
    private static bool BeginsPart(string text, int lastStart, int lastEnd, AuthorLine line)
    {
        var last = text.AsSpan(lastStart, lastEnd - lastStart).TrimStart();
        var next = text.AsSpan(line.Start, line.End - line.Start).TrimStart();
        if (SentenceMarks.BeginsItem(next) || last[^1] == ':')
            return true;
        return last.Length < ShortestWrappedLine && (!char.IsLower(next[0]) || last[^1] is ',' && SentenceMarks.BeginsGreeting(last));
    }

    private static void AddParagraph(string text, int start, int end, List<Sentence> parts, List<Sentence> sentences)
    {
        if (!Boilerplate.Is(text.AsSpan(start, end - start)))
        {
            foreach (var part in parts)
                Split(text, part.Start, part.End, sentences);
        }

        parts.Clear();
    }

    private static void Split(string text, int start, int end, List<Sentence> sentences)
    {
        var first = start + SentenceMarks.ItemLength(text.AsSpan(start, end - start));
        for (var i = first; i < end; i++)
        {
            if (!SentenceMarks.Ends(text, i, first, end, out var after))
                continue;
            Add(text, first, after, sentences);
            first = after;
            i = after - 1;
        }

        Add(text, first, end, sentences);
    }

    private static void Add(string text, int start, int end, List<Sentence> sentences) =>
        sentences.AddRange(TextPieces.Of(text, start, end, MostLength).Select(piece => new Sentence(piece.Start, piece.Length)));
}
