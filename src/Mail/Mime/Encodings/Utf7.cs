namespace EmailAgent.Mail.Mime;

/// <summary>
/// UTF-7 (RFC 2152), which old Outlook sends. The framework warns of it because it can hide markup from filters that look at bytes; here
/// markup is looked for after decoding only.
/// </summary>
internal sealed class Utf7 : OwnEncoding
{
    protected override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var written = 0;
        for (var i = 0; i < bytes.Length;)
        {
            var b = bytes[i++];
            if (b != (byte)'+')
                chars[written++] = b < 0x80 ? (char)b : Unknown;
            else if (i < bytes.Length && bytes[i] == (byte)'-')
                (chars[written++], i) = ('+', i + 1);
            else
                i += DecodeShifted(bytes[i..], chars, ref written);
        }

        ReplaceLoneSurrogates(chars[..written]);
        return written;
    }

    private static void ReplaceLoneSurrogates(Span<char> chars)
    {
        for (var i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i]))
                continue;
            if (i + 1 < chars.Length && char.IsSurrogatePair(chars[i], chars[i + 1]))
                i++;
            else
                chars[i] = Unknown;
        }
    }

    /// <summary>Reads base64 of UTF-16 up to the first other byte; a minus sign there belongs to it.</summary>
    /// <returns>Bytes read. None are where no base64 follows: then the plus sign was one.</returns>
    private static int DecodeShifted(ReadOnlySpan<byte> bytes, Span<char> chars, ref int written)
    {
        int read = 0, bits = 0, count = 0;
        for (; read < bytes.Length && Base64Decoder.ValueOf(bytes[read]) is >= 0 and var value; read++)
        {
            bits = (bits << 6) | value;
            count += 6;
            if (count < 16)
                continue;
            count -= 16;
            chars[written++] = (char)(ushort)(bits >> count);
            bits &= (1 << count) - 1;
        }

        if (read == 0)
            chars[written++] = '+';
        return read > 0 && read < bytes.Length && bytes[read] == (byte)'-' ? read + 1 : read;
    }
}
