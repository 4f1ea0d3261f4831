using System.Buffers.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Values of the "=ybegin" and "=ypart" lines of a yEnc file (specification 1.3).</summary>
/// <param name="Name">File name, as written.</param>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="Part">Number of this piece, from 1; null if the file is in one piece.</param>
/// <param name="Total">Number of pieces; null if absent.</param>
/// <param name="Begin">Place of this piece's first byte in the file, counted from 1; null if the file is in one piece.</param>
/// <param name="End">Place of its last byte, counted from 1; null if the file is in one piece.</param>
public sealed record YEncHeader(string Name, long Size, int? Part, int? Total, long? Begin, long? End)
{
    /// <summary>Reads the lines at the start of a body; null if it does not begin with them.</summary>
    internal static YEncHeader? Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("=ybegin "u8))
            return null;
        var first = UuDecoder.TakeLine(ref body);
        var name = first.IndexOf(" name="u8);
        if (name < 0 || Number(first, " size="u8) is not { } size || Number(first, " line="u8) is null)
            return null;
        var text = HeaderText.Decode(first[(name + " name="u8.Length)..]);
        var second = body.StartsWith("=ypart "u8) ? UuDecoder.TakeLine(ref body) : default;
        return new YEncHeader(
            text, size, (int?)Number(first[..name], " part="u8), (int?)Number(first[..name], " total="u8), Number(second, " begin="u8), Number(second, " end="u8));
    }

    /// <summary>Returns the value of a field such as " size="; null if missing or not a number.</summary>
    internal static long? Number(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        Value(line, field, out var value) && Utf8Parser.TryParse(value, out int number, out _) && number >= 0 ? number : null;

    /// <summary>Returns the value of a hexadecimal field such as " crc32="; null if missing or not a number.</summary>
    internal static uint? Checksum(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        Value(line, field, out var value) && Utf8Parser.TryParse(value, out uint number, out _, 'x') ? number : null;

    private static bool Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
    {
        var at = line.IndexOf(field);
        value = at < 0 ? default : line[(at + field.Length)..];
        return at >= 0;
    }
}
