namespace EmailAgent.Mail.Mime;

/// <summary>Offsets of the pieces of an encoded word in a header value (RFC 2047 section 2).</summary>
internal readonly ref struct EncodedWord
{
    /// <summary>Longest charset name examined; registered names have at most 40 characters, language suffixes are extra.</summary>
    private const int MaxCharsetLength = 64;

    private EncodedWord(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> text, int length)
    {
        Charset = charset;
        IsBase64 = isBase64;
        Text = text;
        Length = length;
    }

    /// <summary>Charset name without the language suffix of RFC 2231 section 5.</summary>
    public ReadOnlySpan<byte> Charset { get; }

    public bool IsBase64 { get; }

    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Bytes from "=?" to "?=" inclusive.</summary>
    public int Length { get; }

    /// <summary>Reads the word at the start of <paramref name="value"/>.</summary>
    /// <param name="searched">
    /// Set where no "?=" was found to the end: then no word begins further on either, and looking again would make the
    /// whole quadratic.
    /// </param>
    public static bool TryRead(ReadOnlySpan<byte> value, out EncodedWord word, out bool searched)
    {
        word = default;
        searched = false;
        if (!value.StartsWith("=?"u8))
            return false;
        var head = value[2..Math.Min(value.Length, MaxCharsetLength + 2)];
        var charsetLength = head.IndexOf((byte)'?');
        if (charsetLength <= 0 || head[..charsetLength].ContainsAny(" \t\r\n"u8))
            return false;
        var encodingAt = 2 + charsetLength + 1;
        if (value.Length < encodingAt + 2 || value[encodingAt + 1] != (byte)'?')
            return false;
        var encoding = value[encodingAt] | 0x20;
        if (encoding is not ('b' or 'q'))
            return false;

        // Blanks inside are forbidden and common (Lotus Notes, PHP scripts): the word ends at its "?=" all the same, but
        // not beyond the start of the next one. "=?=" is an equals sign and the end.
        var text = value[(encodingAt + 2)..];
        var next = text.IndexOf("=?"u8);
        var length = (next < 0 ? text : text[..Math.Min(next + 3, text.Length)]).IndexOf("?="u8);
        searched = next < 0 && length < 0;
        if (length < 0)
            return false;
        var charset = head[..charsetLength];
        var language = charset.IndexOf((byte)'*');
        word = new EncodedWord(
            language < 0 ? charset : charset[..language], encoding == 'b', text[..length], encodingAt + 2 + length + 2);
        return true;
    }
}
