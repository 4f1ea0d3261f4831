namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Stems of words: common endings of all languages of questions are cut off, so that a question matches an answer with other forms of its words.</summary>
internal static class WordStems
{
    private const int ShortestStem = 4;

    private static readonly string[] Endings = ["ing", "ed", "es", "en", "er", "em", "ar", "or", "s", "e"];

    /// <summary>Returns the stem of a folded word. Numbers, addresses and short words stay.</summary>
    public static string Of(string folded)
    {
        foreach (var letter in folded)
        {
            if (!char.IsAsciiLetterLower(letter))
                return folded;
        }

        // Twice: meetings, meeting, meet.
        return Cut(Cut(folded));
    }

    private static string Cut(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length < ShortestStem || !word.EndsWith(ending, StringComparison.Ordinal))
                continue;
            var stem = word[..^ending.Length];
            return ending is "ing" or "ed" or "er" && stem.Length > ShortestStem && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l') ? stem[..^1] : stem;
        }

        return word;
    }
}
