namespace EmailAgent.Search;

/// <summary>Names of short words joined by ampersands: AT&amp;T, R&amp;D, Q&amp;A. Their words alone are too unspecific or are not indexed at all.</summary>
internal static class AmpersandName
{
    private const int MaxWord = 4;
    private const int MaxName = 12;

    /// <summary>Returns the end of the name that begins here; 0 if there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The start of a word that an ampersand follows.</param>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        // The characters before and behind the name identify the parameters of a URL, or an escaped "&amp;amp;".
        if (start > 0 && !IsEdge(text[start - 1]))
            return 0;
        var end = start;
        for (var words = 1; ; words++)
        {
            var length = WordLength(text[end..]);
            if (length is 0 or > MaxWord)
                return 0;
            end += length;
            if (end == text.Length || text[end] != '&')
                return words > 1 && end - start <= MaxName && (end == text.Length || IsEdge(text[end])) ? end : 0;
            end++;
        }
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length <= MaxWord && length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return length;
    }

    private static bool IsEdge(char c) => !char.IsLetterOrDigit(c) && c is not ('=' or '?' or '&' or '/' or '@' or '_' or ';' or '#');
}
