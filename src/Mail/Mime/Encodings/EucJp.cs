using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>EUC-JP with the supplementary kanji of JIS X 0212, three bytes each, which the framework takes for damage.</summary>
internal sealed class EucJp : OwnEncoding
{
    private const byte Supplement = 0x8F;

    private readonly Encoding _known = Charset.Platform(51932);

    /// <summary>JIS X 0212, with the high bits set.</summary>
    public static CodeTable Supplementary => SupplementaryTable.Value;

    private static readonly Lazy<CodeTable> SupplementaryTable = new(static () => CodeTable.Load("jis-x-0212"));

    protected override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var written = 0;
        while (true)
        {
            // No other character has this byte: lead and trail bytes are 0x8E or above 0xA0.
            var at = bytes.IndexOf(Supplement);
            if (at < 0 || at + 2 >= bytes.Length)
                return written + _known.GetChars(bytes, chars[written..]);
            written += _known.GetChars(bytes[..at], chars[written..]);
            var count = Supplementary.Append((ushort)((bytes[at + 1] << 8) | bytes[at + 2]), chars[written..]);
            if (count == 0)
                chars[written++] = Unknown;
            written += count;
            bytes = bytes[(at + 3)..];
        }
    }
}
