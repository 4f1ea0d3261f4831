using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Writes text as encoded words of UTF-8 (RFC 2047), none longer than 75 characters, none ending within a character. The
/// alphabet is that of a phrase, so the words may stand in address headers too.
/// </summary>
internal static class EncodedWords
{
    private const int LongestWord = 75;
    private const string Start = "=?utf-8?";
    private const string End = "?=";
    private const int Overhead = 12;

    // Less room than this is not worth a word of its own.
    private const int ShortestWord = 30;

    public static void Write(HeaderWriter header, string text)
    {
        var useBase64 = IsShorterInBase64(text);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var room = header.Room - 1;
            if (room < ShortestWord)
            {
                header.Fold();
                room = HeaderWriter.LineLength - 1;
            }

            var length = Fitting(rest, useBase64, Math.Min(room, LongestWord) - Overhead);
            header.Word(Word(rest[..length], useBase64));
            rest = rest[length..];
        }
    }

    /// <summary>One word of any length, for a parameter's value, which cannot be folded.</summary>
    public static string Whole(string text) => Word(text, IsShorterInBase64(text));

    private static bool IsShorterInBase64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return (bytes.Length + 2) / 3 * 4 < bytes.Sum(b => IsSafe(b) || b == ' ' ? 1 : 3);
    }

    /// <summary>How many characters, at least one, can be encoded into that many.</summary>
    private static int Fitting(ReadOnlySpan<char> text, bool useBase64, int room)
    {
        int taken = 0, bytes = 0, quoted = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            bytes += length;
            foreach (var b in utf8[..length])
                quoted += IsSafe(b) || b == ' ' ? 1 : 3;
            if (taken > 0 && (useBase64 ? (bytes + 2) / 3 * 4 : quoted) > room)
                break;
            taken += rune.Utf16SequenceLength;
        }

        return taken;
    }

    private static string Word(ReadOnlySpan<char> text, bool useBase64)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return useBase64 ? $"{Start}B?{Convert.ToBase64String(bytes)}{End}" : $"{Start}Q?{Quoted(bytes)}{End}";
    }

    private static string Quoted(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var b in bytes)
        {
            if (b == ' ')
                text.Append('_');
            else if (IsSafe(b))
                text.Append((char)b);
            else
                text.Append('=').Append(b.ToString("X2", null));
        }

        return text.ToString();
    }

    // RFC 2047 section 5 (3).
    private static bool IsSafe(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';
}
