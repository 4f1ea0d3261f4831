using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Which texts may stand as they are in a header value.</summary>
internal static class HeaderSyntax
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // atext of RFC 5322 section 3.2.3.
    private static readonly SearchValues<char> AtomCharacters = SearchValues.Create(Alphanumeric + "!#$%&'*+-/=?^_`{|}~");

    // token of RFC 2045 section 5.1.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(Alphanumeric + "!#$%&'*+-.^_`{|}~");

    /// <summary>Refuses what could begin another header field or end the header.</summary>
    /// <returns>The value.</returns>
    public static string Checked(string value, string field) =>
        value.AsSpan().ContainsAny('\r', '\n', '\0')
            ? throw new ArgumentException($"{field} must not contain CR, LF or NUL.")
            : value;

    /// <summary>No control characters and, unless UTF-8 is allowed, ASCII alone; halves of surrogate pairs never.</summary>
    public static bool IsPrintable(ReadOnlySpan<char> value, bool utf8)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || (!rune.IsAscii && (!utf8 || rune == Rune.ReplacementChar)))
                return false;
        }

        return true;
    }

    public static bool IsAtom(ReadOnlySpan<char> value, bool utf8) =>
        !value.IsEmpty && !value.StartsWith("=?") && IsPrintable(value, utf8) && ConsistsOfAtomCharacters(value);

    public static bool IsToken(ReadOnlySpan<char> value) => !value.IsEmpty && !value.ContainsAnyExcept(TokenCharacters);

    /// <summary>A quoted-string (RFC 5322 section 3.2.4).</summary>
    public static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // What is not ASCII may stand in an atom too (RFC 6532 section 3.2).
    private static bool ConsistsOfAtomCharacters(ReadOnlySpan<char> value)
    {
        while (value.IndexOfAnyExcept(AtomCharacters) is >= 0 and var index)
        {
            if (value[index] < 128)
                return false;
            value = value[(index + 1)..];
        }

        return true;
    }
}
