using System.Buffers.Binary;

namespace EmailAgent.Mail.Mime;

/// <summary>Undoes the compression of RTF bodies (MS-OXRTFCP).</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Stored = 0x414C454D;
    private const int HeaderLength = 16;
    private const int WindowLength = 4096;

    /// <summary>Initial content of the window (section 2.1.2.1).</summary>
    private static ReadOnlySpan<byte> FirstWindow =>
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"u8;

    /// <summary>Returns the RTF as far as the data and the limit allow; null if the data is not compressed RTF.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> data, int limit)
    {
        if (data.Length < HeaderLength)
            return null;
        var rawLength = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        var content = data[HeaderLength..];
        var length = (int)Math.Min(rawLength, (uint)limit);
        if (kind == Stored)
            return content[..Math.Min(content.Length, length)].ToArray();

        // A reference of two bytes gives at most 17, so that a false length cannot make the result large.
        length = (int)Math.Min(length, content.Length * 9L);
        return kind == Compressed ? Expand(content, new byte[length]) : null;
    }

    private static byte[] Expand(ReadOnlySpan<byte> content, byte[] result)
    {
        Span<byte> window = stackalloc byte[WindowLength];
        window.Clear();
        FirstWindow.CopyTo(window);
        int at = FirstWindow.Length, written = 0, flags = 0, bits = 0;
        for (var i = 0; i < content.Length && written < result.Length;)
        {
            if (bits == 0)
            {
                flags = content[i++];
                bits = 8;
                continue;
            }

            var isReference = (flags & 1) != 0;
            flags >>= 1;
            bits--;
            if (!isReference)
            {
                window[at] = result[written++] = content[i++];
                at = (at + 1) % WindowLength;
                continue;
            }

            if (i + 1 >= content.Length)
                break;
            var reference = (content[i] << 8) | content[i + 1];
            i += 2;
            var from = reference >> 4;
            if (from == at)
                break;
            for (var n = (reference & 15) + 2; n > 0 && written < result.Length; n--)
            {
                window[at] = result[written++] = window[from];
                at = (at + 1) % WindowLength;
                from = (from + 1) % WindowLength;
            }
        }

        return written == result.Length ? result : result[..written];
    }
}
