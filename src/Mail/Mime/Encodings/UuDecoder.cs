namespace EmailAgent.Mail.Mime;

/// <summary>Uuencode (POSIX uuencode, historical algorithm): lines of a length character and groups of four.</summary>
internal static class UuDecoder
{
    /// <summary>Decodes the lines between "begin" and "end"; both can be part of the source. The result is never longer than the source.</summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = 0;
        var started = false;
        while (!source.IsEmpty)
        {
            var line = TakeLine(ref source);
            if (!started && line.StartsWith("begin "u8))
                started = true;
            else if (line.SequenceEqual("end"u8))
                break;
            else if (IsDataLine(line))
                written += DecodeLine(line, destination[written..]);
        }

        return written;
    }

    /// <summary>Returns whether a line has the length that its first character declares.</summary>
    public static bool IsDataLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is < (byte)' ' or > (byte)'`')
            return false;
        var length = (line[0] - ' ') & 63;
        var expected = (length + 2) / 3 * 4;

        // Trailing blanks are lost in transit, one checksum character is added by some encoders.
        return line.Length - 1 <= expected + 1 && line.Length - 1 >= (length * 4 + 2) / 3 - 4
            && line[1..].IndexOfAnyExceptInRange((byte)' ', (byte)'`') < 0;
    }

    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> source)
    {
        var length = source.IndexOf((byte)'\n');
        var line = length < 0 ? source : source[..length];
        source = length < 0 ? default : source[(length + 1)..];
        return line.TrimEnd((byte)'\r');
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> destination)
    {
        var length = (line[0] - ' ') & 63;
        int written = 0, bits = 0, count = 0;
        for (var i = 1; written < length && i <= 84; i++)
        {
            var c = i < line.Length ? line[i] : (byte)' ';
            bits = (bits << 6) | ((c - ' ') & 63);
            if (++count < 4)
                continue;
            for (var shift = 16; shift >= 0 && written < length; shift -= 8)
            {
                if (written == destination.Length)
                    return written;
                destination[written++] = (byte)(bits >> shift);
            }

            count = 0;
        }

        return written;
    }
}
