using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Chooses the transfer encoding of a body (RFC 2045 section 6).</summary>
internal static class TransferEncodingChoice
{
    // RFC 5322 section 2.1.1.
    private const int LongestLine = 998;

    /// <summary>As it is where the transport carries it; else whichever of quoted-printable and base64 is shorter.</summary>
    public static BodyEncoding ForText(ReadOnlySpan<byte> text, MimeTransport transport)
    {
        var isAscii = Ascii.IsValid(text);
        if (CanStand(text) && (isAscii || transport == MimeTransport.EightBit))
            return isAscii ? BodyEncoding.SevenBit : BodyEncoding.EightBit;
        var escaped = 0L;
        foreach (var b in text)
            escaped += b is < 32 or > 126 or (byte)'=' ? 2 : 0;
        return escaped * 3 > text.Length ? BodyEncoding.Base64 : BodyEncoding.QuotedPrintable;
    }

    /// <summary>As it is where the transport carries it, else base64, which readers undo although it is not allowed there.</summary>
    public static BodyEncoding ForMessage(ReadOnlySpan<byte> message, MimeTransport transport)
    {
        var isAscii = Ascii.IsValid(message);
        if (message.Contains((byte)0) || HasLongLine(message) || (!isAscii && transport == MimeTransport.SevenBit))
            return BodyEncoding.Base64;
        return isAscii ? BodyEncoding.SevenBit : BodyEncoding.EightBit;
    }

    public static string NameOf(BodyEncoding encoding) => encoding switch
    {
        BodyEncoding.SevenBit => "7bit",
        BodyEncoding.EightBit => "8bit",
        BodyEncoding.QuotedPrintable => "quoted-printable",
        _ => "base64",
    };

    /// <summary>Whether nothing on the way has a reason to touch it: no controls, no long lines, no "From " that an mbox would escape.</summary>
    private static bool CanStand(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is < 32 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 127)
                return false;
        }

        return !HasLongLine(text) && !text.StartsWith("From "u8) && text.IndexOf("\nFrom "u8) < 0;
    }

    private static bool HasLongLine(ReadOnlySpan<byte> text)
    {
        while (text.Length > LongestLine)
        {
            var end = text[..(LongestLine + 1)].LastIndexOf((byte)'\n');
            if (end < 0)
                return !text[LongestLine..].StartsWith("\r\n"u8);
            text = text[(end + 1)..];
        }

        return false;
    }
}
