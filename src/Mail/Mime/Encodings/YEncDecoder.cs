namespace EmailAgent.Mail.Mime;

/// <summary>yEnc (specification 1.3): each byte plus 42, four of them escaped by an equals sign.</summary>
internal static class YEncDecoder
{
    /// <summary>Decodes from "=ybegin" to "=yend". The result is never longer than the source.</summary>
    /// <param name="clean">False if the end is missing, or its length or checksum is another.</param>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination, out bool clean)
    {
        var written = 0;
        clean = false;
        while (!source.IsEmpty)
        {
            var line = UuDecoder.TakeLine(ref source);
            if (line.StartsWith("=yend"u8))
            {
                clean = IsIntact(line, destination[..written]);
                break;
            }

            if (!line.StartsWith("=ybegin "u8) && !line.StartsWith("=ypart "u8))
                written += DecodeLine(line, destination[written..]);
        }

        return written;
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var offset = 42;
            if (line[i] == (byte)'=' && i + 1 < line.Length)
            {
                i++;
                offset += 64;
            }

            destination[written++] = (byte)(line[i] - offset);
        }

        return written;
    }

    private static bool IsIntact(ReadOnlySpan<byte> end, ReadOnlySpan<byte> decoded)
    {
        if (YEncHeader.Number(end, " size="u8) is { } size && size != decoded.Length)
            return false;

        // Of a piece of a larger file "crc32" is that of the whole, which only the last poster knows.
        var crc = YEncHeader.Checksum(end, " pcrc32="u8);
        if (crc is null && YEncHeader.Number(end, " part="u8) is null)
            crc = YEncHeader.Checksum(end, " crc32="u8);
        return crc is null || crc == Crc32.Of(decoded);
    }
}
