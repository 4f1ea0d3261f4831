using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Writes canonical text as quoted-printable (RFC 2045 section 6.7). Blanks at the end of a line are escaped, and so are
/// "From " and a lone dot at its start, which mailboxes and servers on the way like to change.
/// </summary>
internal static class QuotedPrintableEncoder
{
    private const int LineLength = 76;

    public static void Encode(ReadOnlySpan<byte> text, IBufferWriter<byte> writer)
    {
        while (text.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            EncodeLine(text[..end], writer);
            writer.Write("\r\n"u8);
            text = text[(end + 2)..];
        }

        EncodeLine(text, writer);
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, IBufferWriter<byte> writer)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var isLast = i == line.Length - 1;
            var escape = NeedsEscape(line, i, isLast) || (column == 0 && IsTouchedAtStart(line[i..]));

            // The last character may take the place that a soft line break needs elsewhere.
            if (column + (escape ? 3 : 1) > (isLast ? LineLength : LineLength - 1))
            {
                writer.Write("=\r\n"u8);
                column = 0;
                escape |= IsTouchedAtStart(line[i..]);
            }

            column += Write(line[i], escape, writer);
        }
    }

    private static int Write(byte b, bool escape, IBufferWriter<byte> writer)
    {
        var target = writer.GetSpan(3);
        if (!escape)
        {
            target[0] = b;
            writer.Advance(1);
            return 1;
        }

        target[0] = (byte)'=';
        target[1] = (byte)"0123456789ABCDEF"[b >> 4];
        target[2] = (byte)"0123456789ABCDEF"[b & 15];
        writer.Advance(3);
        return 3;
    }

    private static bool NeedsEscape(ReadOnlySpan<byte> line, int index, bool isLast) => line[index] switch
    {
        (byte)' ' or (byte)'\t' => isLast,
        < 33 or > 126 or (byte)'=' => true,
        _ => false,
    };

    private static bool IsTouchedAtStart(ReadOnlySpan<byte> rest) => rest[0] == '.' || rest.StartsWith("From "u8);
}
