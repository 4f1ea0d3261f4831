using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads Content-Transfer-Encoding.</summary>
internal static class TransferEncodingHeader
{
    private static readonly SearchValues<byte> TokenEnd = SearchValues.Create(" \t\r\n;("u8);

    /// <summary>Returns the encoding that a field names.</summary>
    /// <param name="known">False for an unregistered name.</param>
    public static TransferEncoding Parse(ReadOnlySpan<byte> value, out bool known)
    {
        var token = value.Trim(" \t\r\n\"';"u8);
        var end = token.IndexOfAny(TokenEnd);
        if (end >= 0)
            token = token[..end];
        known = true;
        if (Is(token, "quoted-printable"u8) || Is(token, "quotedprintable"u8) || Is(token, "quoted_printable"u8))
            return TransferEncoding.QuotedPrintable;
        if (Is(token, "base64"u8) || Is(token, "base-64"u8))
            return TransferEncoding.Base64;
        if (Is(token, "x-uuencode"u8) || Is(token, "uuencode"u8) || Is(token, "x-uue"u8))
            return TransferEncoding.UuEncode;
        if (Is(token, "x-yenc"u8) || Is(token, "yenc"u8))
            return TransferEncoding.YEnc;
        known = token.IsEmpty || Is(token, "7bit"u8) || Is(token, "8bit"u8) || Is(token, "binary"u8)
            || Is(token, "7-bit"u8) || Is(token, "8-bit"u8);
        return TransferEncoding.Identity;
    }

    private static bool Is(ReadOnlySpan<byte> token, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(token, name);
}
