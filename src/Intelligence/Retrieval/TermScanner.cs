namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Finds the words of a text.</summary>
internal static class TermScanner
{
    private const int LongestWord = 64;

    // From here on, scripts are written without spaces or rare in mail: each character is a word.
    private const char FirstSyllabic = '\u2E80';
    private const char LastSyllabic = '\uD7FF';

    /// <summary>Returns the words in their order. Numbers keep their inner marks, as in <c>10:30</c> and <c>1,200.50</c>.</summary>
    public static IReadOnlyList<FoundTerm> Scan(string text)
    {
        var terms = new List<FoundTerm>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var end = IsSyllabic(text[i]) ? i + 1 : EndOf(text, i);
            if (end - i <= LongestWord)
                terms.Add(new FoundTerm(WordStems.Of(PlainLetters.Fold(text.AsSpan(i, end - i))), i, end - i));
            i = end;
        }

        return terms;
    }

    /// <summary>Returns the distinct stems of a text that carry meaning, in their order.</summary>
    public static IReadOnlyList<string> Meaningful(string text) => [.. Scan(text).Select(term => term.Stem).Where(stem => !CommonWords.Include(stem)).Distinct()];

    private static int EndOf(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (IsOfWord(text[end]) || JoinsDigits(text, end)))
            end++;
        return end;
    }

    private static bool IsOfWord(char letter) => (char.IsLetterOrDigit(letter) && !IsSyllabic(letter)) || letter is >= '\u0300' and <= '\u036F';

    private static bool JoinsDigits(string text, int at) =>
        text[at] is '.' or ',' or ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    private static bool IsSyllabic(char letter) => letter is >= FirstSyllabic and <= LastSyllabic;
}
