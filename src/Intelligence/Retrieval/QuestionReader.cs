namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Reads questions in English, German, French, Spanish and Swedish. Never fails: what it does not know is a word to look for.</summary>
internal static class QuestionReader
{
    private static readonly (string[] Words, AnswerKind Kind)[] Openings =
    [
        (["how", "much"], AnswerKind.Amount), (["how", "many"], AnswerKind.Amount), (["wie", "viel"], AnswerKind.Amount), (["wie", "viele"], AnswerKind.Amount),
        (["wieviel"], AnswerKind.Amount), (["wieviele"], AnswerKind.Amount), (["combien"], AnswerKind.Amount), (["cuanto"], AnswerKind.Amount),
        (["cuanta"], AnswerKind.Amount), (["cuantos"], AnswerKind.Amount), (["cuantas"], AnswerKind.Amount), (["hur", "mycket"], AnswerKind.Amount),
        (["hur", "manga"], AnswerKind.Amount), (["what", "price"], AnswerKind.Amount),
        (["when"], AnswerKind.Time), (["what", "time"], AnswerKind.Time), (["what", "date"], AnswerKind.Time), (["which", "day"], AnswerKind.Time),
        (["what", "day"], AnswerKind.Time), (["wann"], AnswerKind.Time), (["welchem", "tag"], AnswerKind.Time), (["quand"], AnswerKind.Time),
        (["quelle", "heure"], AnswerKind.Time), (["cuando"], AnswerKind.Time), (["que", "hora"], AnswerKind.Time), (["nar"], AnswerKind.Time),
        (["vilken", "tid"], AnswerKind.Time), (["vilken", "dag"], AnswerKind.Time),
        (["who"], AnswerKind.Person), (["whom"], AnswerKind.Person), (["whose"], AnswerKind.Person), (["wer"], AnswerKind.Person), (["wem"], AnswerKind.Person),
        (["wen"], AnswerKind.Person), (["qui"], AnswerKind.Person), (["quien"], AnswerKind.Person), (["quienes"], AnswerKind.Person), (["vem"], AnswerKind.Person),
    ];

    /// <summary>Reads a question.</summary>
    /// <param name="text">The question as typed.</param>
    /// <param name="now">The time from which <c>last week</c> counts, in the time zone of the caller.</param>
    public static MailQuestion Read(string text, DateTimeOffset now)
    {
        var words = QuestionWords.Of(text);
        var time = QuestionTimes.Find(words, now);
        var (timeless, isNewest) = WithoutRecency(time is null ? text : Blank(text, (time.Start, time.End)));
        var sender = QuestionSenders.Find(timeless, QuestionWords.Of(timeless));
        var rest = OnOneLine(sender is null ? timeless : Blank(timeless, (sender.Start, sender.End)));
        return new MailQuestion(rest, TermScanner.Meaningful(rest), NamesOf(rest), KindOf(words), time?.From, time?.Before, sender?.Name, isNewest);
    }

    /// <summary>Reads a question without conditions: its times do not matter, and its senders are words like others, which mail can mention.</summary>
    public static MailQuestion ReadWords(string text, DateTimeOffset now)
    {
        var words = QuestionWords.Of(text);
        var (timeless, isNewest) = WithoutRecency(QuestionTimes.Find(words, now) is { } time ? Blank(text, (time.Start, time.End)) : text);
        var rest = OnOneLine(timeless);
        return new MailQuestion(rest, TermScanner.Meaningful(rest), NamesOf(rest), KindOf(words), null, null, null, isNewest);
    }

    private static (string Text, bool IsNewest) WithoutRecency(string text)
    {
        var places = QuestionRecency.Find(QuestionWords.Of(text));
        return (Blank(text, [.. places]), places.Count > 0);
    }

    // The first word has a capital anyway.
    private static IReadOnlyList<string> NamesOf(string text) =>
    [
        .. TermScanner.Scan(text).Where((term, i) => (i > 0 && char.IsUpper(text[term.Start])) || char.IsDigit(text[term.Start]))
            .Select(term => term.Stem).Where(stem => !CommonWords.Include(stem)).Distinct(),
    ];

    private static AnswerKind KindOf(IReadOnlyList<QuestionWord> words)
    {
        foreach (var (opening, kind) in Openings)
        {
            for (var i = 0; i < words.Count; i++)
            {
                if (QuestionWords.Match(words, i, opening))
                    return kind;
            }
        }

        return AnswerKind.Anything;
    }

    // The places of all other words stay the same.
    private static string Blank(string text, params ReadOnlySpan<(int Start, int End)> places)
    {
        var kept = text.ToCharArray();
        foreach (var (start, end) in places)
            kept.AsSpan(start, end - start).Fill(' ');
        return new string(kept);
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
