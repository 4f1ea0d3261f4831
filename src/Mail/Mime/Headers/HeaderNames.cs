using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Maps a field name to its <see cref="HeaderId"/>.</summary>
internal static class HeaderNames
{
    public static HeaderId Identify(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "to"u8) ? HeaderId.To : Is(name, "cc"u8) ? HeaderId.Cc : HeaderId.Other,
        3 => Is(name, "bcc"u8) ? HeaderId.Bcc : HeaderId.Other,
        4 => Is(name, "from"u8) ? HeaderId.From : Is(name, "date"u8) ? HeaderId.Date : HeaderId.Other,
        6 => Is(name, "sender"u8) ? HeaderId.Sender : HeaderId.Other,
        7 => Is(name, "subject"u8) ? HeaderId.Subject : HeaderId.Other,
        8 => Is(name, "received"u8) ? HeaderId.Received : Is(name, "reply-to"u8) ? HeaderId.ReplyTo : HeaderId.Other,
        10 => Is(name, "message-id"u8) ? HeaderId.MessageId
            : Is(name, "references"u8) ? HeaderId.References
            : Is(name, "content-id"u8) ? HeaderId.ContentId : HeaderId.Other,
        11 => Is(name, "in-reply-to"u8) ? HeaderId.InReplyTo : HeaderId.Other,
        12 => Is(name, "content-type"u8) ? HeaderId.ContentType : HeaderId.Other,
        19 => Is(name, "content-disposition"u8) ? HeaderId.ContentDisposition : HeaderId.Other,
        25 => Is(name, "content-transfer-encoding"u8) ? HeaderId.ContentTransferEncoding : HeaderId.Other,
        _ => HeaderId.Other,
    };

    /// <summary>Returns whether a line that begins with this name is certainly a header field, even after a line of garbage.</summary>
    public static bool IsUnmistakable(ReadOnlySpan<byte> name) =>
        Identify(name) != HeaderId.Other
        || StartsWith(name, "x-"u8)
        || StartsWith(name, "content-"u8)
        || StartsWith(name, "list-"u8)
        || Is(name, "mime-version"u8)
        || Is(name, "return-path"u8)
        || Is(name, "delivered-to"u8);

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(name, lower);

    private static bool StartsWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        name.Length > lower.Length && Is(name[..lower.Length], lower);
}
