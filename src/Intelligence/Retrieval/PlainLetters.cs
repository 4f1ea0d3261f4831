namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Letters of Latin scripts without case, accents and strokes.</summary>
/// <remarks>The framework's own normalization does nothing here, because the product runs without the platform's globalization libraries.</remarks>
internal static class PlainLetters
{
    private const char First = '\u00E0';
    private const char LastLatin1 = '\u00FF';
    private const char FirstExtended = '\u0100';

    // From U+00E0; a dash means the character stays as it is.
    private const string Latin1 = "aaaaaaaceeeeiiiidnooooo-ouuuuyty";

    // From U+0100, in lower and upper case.
    private const string Extended =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Returns a text in lower case, without accents and strokes.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = text.Length <= 64 ? stackalloc char[128] : new char[text.Length * 2];
        var length = 0;
        foreach (var letter in text)
        {
            var lower = char.ToLowerInvariant(letter);
            if (lower is '\u00DF' or '\u1E9E')
                folded[length++] = 's';
            if (!IsMark(lower))
                folded[length++] = Fold(lower);
        }

        return new string(folded[..length]);
    }

    private static bool IsMark(char letter) => letter is >= '\u0300' and <= '\u036F';

    private static char Fold(char lower)
    {
        var plain = lower switch
        {
            '\u00DF' or '\u1E9E' => 's',
            >= First and <= LastLatin1 => Latin1[lower - First],
            >= FirstExtended when lower - FirstExtended < Extended.Length => Extended[lower - FirstExtended],
            _ => '-',
        };
        return plain == '-' ? lower : plain;
    }
}
