using System.Text;

namespace EmailAgent.Grains.SecondFactor;

/// <summary>Bytes as letters that people can copy (RFC 4648, section 6), without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / 5) + 1);
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(buffer >> (bits - 5)) & 0x1f]);
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
            text.Append(Alphabet[(buffer << (5 - bits)) & 0x1f]);
        return text.ToString();
    }
}
