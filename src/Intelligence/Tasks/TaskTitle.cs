namespace EmailAgent.Intelligence.Tasks;

/// <summary>Titles of tasks: their sentences on one line, without the words that only make them polite.</summary>
internal static class TaskTitle
{
    private const int Longest = 120;

    // Longest first, since the first that fits is cut.
    private static readonly string[] Openings =
    [
        .. new[]
        {
            "please", "could you please", "could you", "can you please", "can you", "would you please", "would you", "will you please", "will you", "kindly", "i need you to", "we need you to",
            "i would like you to", "i'd like you to", "don't forget to", "do not forget to", "remember to", "i will", "i'll", "we will", "we'll", "i am going to", "i'm going to", "and", "so", "also", "hi", "hello",
            "bitte", "könntest du bitte", "könntest du", "kannst du bitte", "kannst du", "könnten sie bitte", "könnten sie", "können sie bitte", "können sie", "ich werde",
            "s'il te plaît", "s'il vous plaît", "peux-tu", "pouvez-vous", "pourrais-tu", "pourriez-vous", "merci de", "je vais",
            "por favor", "puedes", "podrías", "podría usted", "puede usted", "voy a",
            "snälla", "kan du", "kan ni", "skulle du kunna", "jag ska", "jag kommer att",
        }.OrderByDescending(opening => opening.Length),
    ];

    public static string Of(string quote)
    {
        var title = string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (Opening(title) is { } length && title[length..].TrimStart(' ', ',', ':', '-') is { Length: > 2 } rest)
            title = rest;
        title = title.TrimEnd(' ', '.', '?', '!', ',', ';', ':');
        if (title.Length == 0)
            return quote.Trim();
        return char.ToUpperInvariant(title[0]) + Shorten(title)[1..];
    }

    /// <returns>The length of the words to cut; null if the title begins with none.</returns>
    private static int? Opening(string title)
    {
        foreach (var opening in Openings)
        {
            if (title.StartsWith(opening, StringComparison.OrdinalIgnoreCase) && title.Length > opening.Length && !char.IsLetterOrDigit(title[opening.Length]))
                return opening.Length;
        }

        return null;
    }

    private static string Shorten(string title)
    {
        if (title.Length <= Longest)
            return title;
        var end = title.LastIndexOf(' ', Longest - 1);
        end = end > Longest / 2 ? end : Longest - 1;
        return title[..(char.IsHighSurrogate(title[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }
}
