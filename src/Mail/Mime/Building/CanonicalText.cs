using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Gives lines their CRLF (RFC 2045 section 6.5), whatever ended them.</summary>
internal static class CanonicalText
{
    public static string Of(string text) => text.ReplaceLineEndings("\r\n");

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> text)
    {
        if (IsCanonical(text.Span))
            return text;
        var writer = new ArrayBufferWriter<byte>(text.Length + (text.Length / 16));
        var rest = text.Span;
        while (rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end)
        {
            writer.Write(rest[..end]);
            writer.Write("\r\n"u8);
            var isPair = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
            rest = rest[(end + (isPair ? 2 : 1))..];
        }

        writer.Write(rest);
        return writer.WrittenMemory;
    }

    /// <summary>Whether CR and LF occur only as pairs.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end)
        {
            if (!text[end..].StartsWith("\r\n"u8))
                return false;
            text = text[(end + 2)..];
        }

        return true;
    }
}
