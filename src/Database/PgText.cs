using System.Diagnostics.CodeAnalysis;

namespace EmailAgent.Database;

/// <summary>The one place where text from outside becomes text PostgreSQL takes: no NUL, no half of a surrogate pair.</summary>
internal static class PgText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Returns a valid text unchanged, at the cost of a vectorised search; otherwise a copy without NULs and with U+FFFD for lone
    /// surrogates.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text is null || IsClean(text) ? text : Repair(text);

    public static bool IsClean(ReadOnlySpan<char> text) =>
        !text.Contains('\0') && (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var first && first < 0 || PairsUp(text[first..]));

    private static bool PairsUp(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static string Repair(string text)
    {
        var clean = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0')
                continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean[length++] = c;
                clean[length++] = text[++i];
            }
            else
            {
                clean[length++] = char.IsSurrogate(c) ? Replacement : c;
            }
        }

        return new string(clean, 0, length);
    }
}
