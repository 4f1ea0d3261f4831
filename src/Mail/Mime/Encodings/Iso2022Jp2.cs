using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// ISO-2022-JP-2 (RFC 1554): Japanese with the supplementary kanji, simplified Chinese, Korean, Latin-1 and Greek, between which escape
/// sequences switch.
/// </summary>
internal sealed class Iso2022Jp2 : OwnEncoding
{
    private const byte Escape = 0x1B;

    private enum CharacterSet
    {
        Ascii,
        Katakana,
        Japanese,
        Supplementary,
        Chinese,
        Korean,
        Latin1,
        Greek,
    }

    private static readonly Encoding Japanese = Charset.Platform(51932);
    private static readonly Encoding Chinese = Charset.Platform(936);
    private static readonly Encoding Korean = Charset.Platform(949);
    private static readonly Encoding Greek = Charset.Platform(28597);

    protected override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var written = 0;
        var (main, further) = (CharacterSet.Ascii, CharacterSet.Latin1);
        for (var i = 0; i < bytes.Length;)
        {
            if (bytes[i] == Escape)
            {
                i += ReadEscape(bytes[i..], ref main, ref further, chars[written..], out var count);
                written += count;
                continue;
            }

            // A line ends in ASCII; senders that forget it mean it.
            if (bytes[i] <= (byte)' ')
            {
                main = bytes[i] is (byte)'\r' or (byte)'\n' ? CharacterSet.Ascii : main;
                chars[written++] = (char)bytes[i++];
            }
            else if (main is CharacterSet.Ascii or CharacterSet.Katakana || i + 1 == bytes.Length)
            {
                chars[written++] = Single(bytes[i++], main);
            }
            else
            {
                written += Pair(bytes[i], bytes[i + 1], main, chars[written..]);
                i += 2;
            }
        }

        return written;
    }

    /// <summary>Reads an escape sequence, or a single character of the further set (ESC N).</summary>
    /// <returns>Its length.</returns>
    private static int ReadEscape(ReadOnlySpan<byte> bytes, ref CharacterSet main, ref CharacterSet further, Span<char> chars, out int count)
    {
        count = 0;
        if (bytes.Length > 2 && bytes[1] == (byte)'N')
        {
            chars[0] = Single(bytes[2], further);
            count = 1;
            return 3;
        }

        var isFour = bytes.Length > 3 && bytes.StartsWith("\u001B$("u8);
        if (bytes.Length < 3)
            return bytes.Length;
        var set = isFour ? bytes[3] switch { (byte)'C' => CharacterSet.Korean, (byte)'D' => CharacterSet.Supplementary, (byte)'A' => CharacterSet.Chinese, _ => CharacterSet.Japanese }
            : (bytes[1], bytes[2]) switch
            {
                ((byte)'$', (byte)'A') => CharacterSet.Chinese,
                ((byte)'$', _) => CharacterSet.Japanese,
                ((byte)'(', (byte)'I') => CharacterSet.Katakana,
                ((byte)'.', (byte)'F') => CharacterSet.Greek,
                ((byte)'.', _) => CharacterSet.Latin1,
                _ => CharacterSet.Ascii,
            };
        if (set is CharacterSet.Latin1 or CharacterSet.Greek)
            further = set;
        else
            main = set;
        return isFour ? 4 : 3;
    }

    private static char Single(byte b, CharacterSet set)
    {
        Span<char> greek = stackalloc char[2];
        switch (set)
        {
            case CharacterSet.Katakana:
                return b is >= 0x21 and <= 0x5F ? (char)(0xFF40 + b) : (char)b;
            case CharacterSet.Latin1:
                return (char)(b | 0x80);
            case CharacterSet.Greek:
                return Greek.GetChars([(byte)(b | 0x80)], greek) == 1 ? greek[0] : Unknown;
            default:
                return b < 0x80 ? (char)b : Unknown;
        }
    }

    private static int Pair(byte first, byte second, CharacterSet set, Span<char> chars)
    {
        ReadOnlySpan<byte> pair = [(byte)(first | 0x80), (byte)(second | 0x80)];
        var count = set switch
        {
            CharacterSet.Chinese => Chinese.GetChars(pair, chars),
            CharacterSet.Korean => Korean.GetChars(pair, chars),
            CharacterSet.Supplementary => EucJp.Supplementary.Append((ushort)((pair[0] << 8) | pair[1]), chars),
            _ => Japanese.GetChars(pair, chars),
        };
        if (count > 0)
            return count;
        chars[0] = Unknown;
        return 1;
    }
}
