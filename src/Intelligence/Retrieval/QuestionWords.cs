namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A word of a question.</summary>
/// <param name="Folded">The word in lower case and without accents.</param>
/// <param name="End">The position after the word.</param>
internal readonly record struct QuestionWord(string Folded, int Start, int End);

/// <summary>The words of a question, with their endings.</summary>
internal static class QuestionWords
{
    public static IReadOnlyList<QuestionWord> Of(string text) =>
        [.. TermScanner.Scan(text).Select(term => new QuestionWord(PlainLetters.Fold(text.AsSpan(term.Start, term.Length)), term.Start, term.Start + term.Length))];

    /// <summary>Indicates whether these words stand at a place.</summary>
    public static bool Match(IReadOnlyList<QuestionWord> words, int at, IReadOnlyList<string> wanted)
    {
        if (at + wanted.Count > words.Count)
            return false;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (words[at + i].Folded != wanted[i])
                return false;
        }

        return true;
    }
}
