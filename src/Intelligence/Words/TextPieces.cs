namespace EmailAgent.Intelligence.Words;

/// <summary>Cuts stretches of text that are too long.</summary>
internal static class TextPieces
{
    /// <summary>Returns the pieces of a stretch in their order, each at most of this length, without white space at its ends. Cuts at white space if there is some, and never within a pair of surrogates.</summary>
    public static IEnumerable<(int Start, int Length)> Of(string text, int start, int end, int most)
    {
        while (start < end)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            var stop = end - start <= most ? end : BreakBefore(text, start, start + most);
            var last = stop;
            while (last > start && char.IsWhiteSpace(text[last - 1]))
                last--;
            if (last > start)
                yield return (start, last - start);
            start = stop;
        }
    }

    private static int BreakBefore(string text, int start, int limit)
    {
        for (var i = limit; i > start + ((limit - start) / 2); i--)
        {
            if (char.IsWhiteSpace(text[i]))
                return i;
        }

        return char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }
}
