using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045 section 6.7) and its header variant Q (RFC 2047 section 4.2).</summary>
internal static class QuotedPrintableDecoder
{
    /// <summary>Decodes a body. The result is never longer than the source.</summary>
    /// <param name="clean">False if an equals sign had to be taken literally.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination, out bool clean)
    {
        var written = 0;
        clean = true;
        while (!source.IsEmpty)
        {
            var length = source.IndexOf((byte)'\n');
            var line = length < 0 ? source : source[..length];
            source = length < 0 ? default : source[(length + 1)..];
            var hasReturn = !line.IsEmpty && line[^1] == (byte)'\r';

            // Blanks at the end of a line were put there in transit (rule 3).
            var content = line.TrimEnd(" \t\r"u8);
            var soft = !content.IsEmpty && content[^1] == (byte)'=';
            if (soft)
                content = content[..^1];
            else if (length < 0)
                content = line;
            written += DecodeLine(content, destination[written..], ref clean);
            if (soft || length < 0)
                continue;
            if (hasReturn)
                destination[written++] = (byte)'\r';
            destination[written++] = (byte)'\n';
        }

        return written;
    }

    /// <summary>Decodes the text of an encoded word, in which an underscore is a space.</summary>
    public static int DecodeWord(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var clean = true;
        var written = DecodeLine(source, destination, ref clean, underscore: true);
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> destination, ref bool clean, bool underscore = false)
    {
        var written = 0;
        while (true)
        {
            var plain = underscore ? line.IndexOfAny((byte)'=', (byte)'_') : line.IndexOf((byte)'=');
            var run = plain < 0 ? line : line[..plain];
            run.CopyTo(destination[written..]);
            written += run.Length;
            if (plain < 0)
                return written;
            line = line[plain..];
            if (line[0] == (byte)'_')
            {
                destination[written++] = (byte)' ';
                line = line[1..];
            }
            else if (line.Length >= 3 && Hex.TryDecode(line[1], line[2], out destination[written]))
            {
                written++;
                line = line[3..];
            }
            else
            {
                destination[written++] = (byte)'=';
                clean = false;
                line = line[1..];
            }
        }
    }
}
