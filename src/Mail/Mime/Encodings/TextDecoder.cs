using System.Text;
using System.Text.Unicode;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Bytes to characters where labels lie: valid UTF-8 wins, then the declared charset, then one that is certain enough
/// (<see cref="CharsetDetector"/>), then Windows-1252.
/// </summary>
internal static class TextDecoder
{
    /// <summary>Characters of 0x80 to 0x9F in Windows-1252; the five unassigned ones stay control characters (WHATWG).</summary>
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Non-ASCII bytes from which on valid UTF-8 is not an accident in a two-byte charset.</summary>
    private const int ConvincingUtf8 = 12;

    /// <summary>Appends the text of these bytes.</summary>
    /// <param name="declared">The charset their label names; null for none or an unknown one.</param>
    /// <returns>False if bytes were invalid in the charset declared.</returns>
    public static bool Append(ref CharBuffer buffer, ReadOnlySpan<byte> bytes, Charset? declared)
    {
        var mislabelled = declared == Charset.Ascii;
        if (mislabelled)
            declared = null;
        if (declared is { IsStateful: true } stateful)
            return Decode(ref buffer, bytes, stateful);
        if (declared is null && bytes.IndexOf("\u001B$"u8) >= 0)
            return Decode(ref buffer, bytes, new Charset(50220));
        if (Ascii.IsValid(bytes))
        {
            Encoding.Latin1.GetChars(bytes, buffer.Reserve(bytes.Length));
            buffer.Advance(bytes.Length);
            return true;
        }

        var charset = Choose(bytes, declared, out var valid);
        valid &= !mislabelled;
        if (charset != Charset.Western)
            return Decode(ref buffer, bytes, charset) && valid;
        var chars = buffer.Reserve(bytes.Length)[..bytes.Length];
        Encoding.Latin1.GetChars(bytes, chars);
        foreach (ref var c in chars)
        {
            if (c is >= '\u0080' and <= '\u009F')
                c = Windows1252[c - 0x80];
        }

        buffer.Advance(bytes.Length);
        return valid;
    }

    /// <summary>Maps a numeric character reference or a stray C1 character to its intended character.</summary>
    public static char FromWindows1252(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c;

    private static Charset Choose(ReadOnlySpan<byte> bytes, Charset? declared, out bool valid)
    {
        valid = true;
        if (Utf8.IsValid(bytes))
        {
            if (declared is { ResemblesUtf8: true } twoByte && CountNonAscii(bytes) < ConvincingUtf8)
                return twoByte;
            valid = declared is null || declared == Charset.Utf8;
            return Charset.Utf8;
        }

        if (declared is { } charset && charset != Charset.Utf8)
            return charset;
        valid = false;
        if (IsDamagedUtf8(bytes))
            return Charset.Utf8;
        return (declared is null ? CharsetDetector.Detect(bytes) : null) ?? Charset.Western;
    }

    private static int CountNonAscii(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b >> 7;
        return count;
    }

    /// <summary>Returns whether the bytes are UTF-8 with a few faults (cut in the middle, a Latin-1 footer) rather than another charset.</summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            bytes = bytes[ascii..];
            var ok = Rune.DecodeFromUtf8(bytes, out _, out var consumed) == System.Buffers.OperationStatus.Done;
            good += ok ? 1 : 0;
            bad += ok ? 0 : 1;
            bytes = bytes[consumed..];
        }

        return good > bad;
    }

    private static bool Decode(ref CharBuffer buffer, ReadOnlySpan<byte> bytes, Charset charset)
    {
        var encoding = charset.GetEncoding();
        var target = buffer.Reserve(encoding.GetMaxCharCount(bytes.Length));
        var written = encoding.GetChars(bytes, target);
        buffer.Advance(written);
        return !target[..written].Contains('\uFFFD');
    }
}
