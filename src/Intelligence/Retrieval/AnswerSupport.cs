namespace EmailAgent.Intelligence.Retrieval;

/// <summary>The check whether a text supports an answer, by its words alone: nothing that the question is about may be missing.</summary>
internal static class AnswerSupport
{
    /// <summary>The least number of words with meaning in a passage that stands for a message.</summary>
    public const int LeastWordsOfLead = 3;

    private const double Least = 0.62;

    // A question about a number, a day or a person is not answered without one.
    private const double LeastWithoutFact = 0.8;

    /// <summary>Indicates whether a passage covers enough of a question to answer it.</summary>
    public static bool IsEnough(MailQuestion question, ScoredPassage passage)
    {
        var text = passage.Source.Text.AsSpan(passage.Passage.Start, passage.Passage.Length);
        var isFact = question.Kind == AnswerKind.Anything || FactSigns.Include(question.Kind, text);
        return passage.Support >= (isFact ? Least : LeastWithoutFact);
    }

    /// <summary>Indicates whether a quote stands literally at its place.</summary>
    public static bool IsLiteral(string text, AnswerCitation citation) =>
        citation.Quote.Length > 0 && citation.Start >= 0 && citation.Start <= text.Length - citation.Quote.Length
        && string.CompareOrdinal(text, citation.Start, citation.Quote, 0, citation.Quote.Length) == 0;

    /// <summary>
    /// Indicates whether a claim follows from the quotes that it cites: its words with meaning, and every number, are in them, but for a fifth of the words.
    /// </summary>
    public static bool Follows(string claim, IReadOnlyList<string> quotes)
    {
        const double MostMissing = 0.2;
        var known = quotes.SelectMany(TermScanner.Scan).Select(term => term.Stem).ToHashSet();
        var claimed = TermScanner.Meaningful(claim);
        var missing = claimed.Where(stem => !known.Contains(stem)).ToList();
        return claimed.Count > 0 && missing.Count <= MostMissing * claimed.Count && !missing.Exists(stem => stem.AsSpan().ContainsAnyInRange('0', '9'));
    }
}
