using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A double-byte charset of the framework with the codes that it lacks.</summary>
/// <param name="codePage">The framework's.</param>
/// <param name="table">Name of the table of further codes.</param>
/// <param name="isLead">Whether a byte is the first of two.</param>
internal sealed class ExtendedDoubleByte(int codePage, string table, Func<byte, bool> isLead) : OwnEncoding
{
    private readonly Encoding _known = Charset.Platform(codePage);
    private readonly Lazy<CodeTable> _further = new(() => CodeTable.Load(table));

    public static ExtendedDoubleByte ShiftJis() => new(932, "shift_jis-extensions", static lead => lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC));

    public static ExtendedDoubleByte Big5Hkscs() => new(950, "big5-hkscs", static lead => lead is >= 0x81 and <= 0xFE);

    protected override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        int written = 0, start = 0;
        Span<char> further = stackalloc char[2];
        for (var i = 0; i < bytes.Length;)
        {
            if (i + 1 == bytes.Length || !isLead(bytes[i]))
            {
                i++;
                continue;
            }

            var count = _further.Value.Append((ushort)((bytes[i] << 8) | bytes[i + 1]), further);
            if (count > 0)
            {
                written += _known.GetChars(bytes[start..i], chars[written..]);
                further[..count].CopyTo(chars[written..]);
                written += count;
                start = i + 2;
            }

            i += bytes[i + 1] < 0x40 ? 1 : 2;
        }

        return written + _known.GetChars(bytes[start..], chars[written..]);
    }
}
