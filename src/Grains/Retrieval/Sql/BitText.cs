namespace EmailAgent.Grains.Retrieval;

/// <summary>Bits as PostgreSQL reads them from text.</summary>
internal static class BitText
{
    public static string Of(ReadOnlySpan<byte> bits)
    {
        Span<char> text = stackalloc char[bits.Length * 8];
        for (var i = 0; i < text.Length; i++)
            text[i] = (bits[i >> 3] & (0x80 >> (i & 7))) == 0 ? '0' : '1';
        return new string(text);
    }
}
