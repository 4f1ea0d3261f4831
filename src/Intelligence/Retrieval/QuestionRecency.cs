namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Finds words that ask for the newest of several: <c>the last invoice</c>, <c>the most recent one</c>.</summary>
internal static class QuestionRecency
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "last", "latest", "newest", "recent", "letzte", "letzten", "letzter", "letztes", "letztem", "neueste", "neuesten", "neuester", "neuestes", "neuestem",
        "dernier", "derniere", "derniers", "dernieres", "recente", "ultimo", "ultima", "ultimos", "ultimas", "reciente", "recientes", "senaste", "sista", "nyaste",
    };

    private static readonly string[] Superlatives = ["most", "plus", "mas"];

    /// <summary>Returns the places of such words. The words of a time, as in <c>last week</c>, must be gone from the question.</summary>
    public static IReadOnlyList<(int Start, int End)> Find(IReadOnlyList<QuestionWord> words)
    {
        var found = new List<(int Start, int End)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!Words.Contains(words[i].Folded))
                continue;
            var first = i > 0 && Superlatives.Contains(words[i - 1].Folded) ? words[i - 1] : words[i];
            found.Add((first.Start, words[i].End));
        }

        return found;
    }
}
