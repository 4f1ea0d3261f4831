namespace EmailAgent.Mail.Mime;

/// <summary>Byte order marks at the start of a text, which outweigh its label.</summary>
internal static class ByteOrderMark
{
    /// <summary>Takes the mark off; null if there is none.</summary>
    public static Charset? Take(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] < 0xEF)
            return null;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
            return Charset.Utf8;
        }

        if (bytes[0] == 0xFF && bytes[1] == 0xFE)
        {
            bytes = bytes[2..];
            return new Charset(1200);
        }

        if (bytes[0] == 0xFE && bytes[1] == 0xFF)
        {
            bytes = bytes[2..];
            return new Charset(1201);
        }

        return null;
    }
}
