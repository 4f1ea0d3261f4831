using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Mail;

/// <summary>The rules that decide by the header of a part whether the attachment is the part itself, and how it is encoded.</summary>
internal static class AttachmentHeader
{
    /// <summary>Returns the encoding of the attachment.</summary>
    /// <param name="header">The header of the part, with the empty line that ends it.</param>
    /// <param name="wanted">The attachment as stored.</param>
    /// <returns>Null when the attachment can only be found in the whole part: as a file in a winmail.dat, or a uuencoded one.</returns>
    public static AttachmentEncoding? FindEncoding(ReadOnlyMemory<byte> header, MailAttachment wanted)
    {
        var part = MimeParser.Parse(header).Root;
        var isPart = part.ContentType.MediaType.Equals(wanted.ContentType, StringComparison.OrdinalIgnoreCase) && !IsTnef(part);
        return isPart
            ? part.TransferEncoding switch
            {
                TransferEncoding.Identity => AttachmentEncoding.Identity,
                TransferEncoding.Base64 => AttachmentEncoding.Base64,
                TransferEncoding.QuotedPrintable => AttachmentEncoding.QuotedPrintable,
                _ => null,
            }
            : null;
    }

    public static TransferEncoding ToTransferEncoding(AttachmentEncoding encoding) => encoding switch
    {
        AttachmentEncoding.Base64 => TransferEncoding.Base64,
        AttachmentEncoding.QuotedPrintable => TransferEncoding.QuotedPrintable,
        _ => TransferEncoding.Identity,
    };

    private static bool IsTnef(MimePart part) =>
        part.ContentType is { Type: "application", Subtype: "ms-tnef" or "vnd.ms-tnef" } || string.Equals(part.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase);
}
