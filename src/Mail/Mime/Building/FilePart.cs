namespace EmailAgent.Mail.Mime;

/// <summary>Attachments and what HTML shows.</summary>
internal static class FilePart
{
    // An encoded word in a parameter cannot be folded, and nobody shows longer names.
    private const int LongestLegacyName = 60;

    public static OutgoingLeaf Attached(OutgoingAttachment file, MimeWriterOptions options) => Build(file, "attachment", options);

    public static OutgoingLeaf Inline(OutgoingAttachment file, MimeWriterOptions options) => Build(file, "inline", options);

    private static OutgoingLeaf Build(OutgoingAttachment file, string disposition, MimeWriterOptions options)
    {
        // Only base64 keeps a file byte for byte; a message has lines, and must not be encoded (RFC 2046 section 5.2.1)
        // where that can be avoided.
        var isMessage = file.MediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase);
        var content = isMessage ? CanonicalText.Of(file.Content) : file.Content;
        var encoding = isMessage ? TransferEncodingChoice.ForMessage(content.Span, options.Transport) : BodyEncoding.Base64;
        var header = new HeaderWriter(options.Utf8Headers);
        WriteType(header, file);
        header.Field("Content-Transfer-Encoding", TransferEncodingChoice.NameOf(encoding));
        ParameterWriter.Field(header, "Content-Disposition", disposition, FileName(file, options));
        if (file.ContentId is { } id)
            header.Field("Content-ID", MessageHeader.Identifier(id, "Content-ID", utf8: false));
        return new OutgoingLeaf(header.ToBytes(), content, encoding);
    }

    private static void WriteType(HeaderWriter header, OutgoingAttachment file)
    {
        if (file.MediaType.Split('/') is not [var type, var subtype] || !HeaderSyntax.IsToken(type) || !HeaderSyntax.IsToken(subtype))
            throw new ArgumentException("A media type is written as type/subtype.");
        if (type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("A file cannot be a multipart.");
        var name = file.FileName is { Length: <= LongestLegacyName } known ? ParameterWriter.Legacy("name", known, header.Utf8) : [];
        ParameterWriter.Field(header, "Content-Type", file.MediaType, [.. name]);
    }

    private static string[] FileName(OutgoingAttachment file, MimeWriterOptions options) =>
        file.FileName is { } name ? [.. ParameterWriter.Sections("filename", HeaderSyntax.Checked(name, "A file's name"), options.Utf8Headers)] : [];
}
