using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>The charset an HTML document declares about itself (HTML standard, prescan), for parts without a label.</summary>
internal static class HtmlCharset
{
    /// <summary>Number of bytes that the standard scans for a charset.</summary>
    private const int PrescanLength = 1024;

    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n\"';/>"u8);

    public static Charset? Sniff(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, PrescanLength)];
        while (true)
        {
            var at = head.IndexOf("charset"u8);
            if (at < 0)
                return null;
            head = head[(at + 7)..].TrimStart(" \t\r\n"u8);
            if (head.IsEmpty || head[0] != (byte)'=')
                continue;
            head = head[1..].TrimStart(" \t\r\n\"'"u8);
            var end = head.IndexOfAny(NameEnd);
            if (end < 0)
                return null;
            var charset = CharsetNames.Find(head[..end]);

            // ASCII letters spelled this declaration, so it cannot be a 16-bit charset. UTF-7 is refused here as by browsers.
            return charset switch
            {
                { CodePage: 1200 or 1201 or 12000 or 12001 } => Charset.Utf8,
                { CodePage: Charset.Utf7 } => null,
                _ => charset,
            };
        }
    }
}
