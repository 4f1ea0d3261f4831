using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Recognises signed and encrypted content.</summary>
internal static class ProtectionLabels
{
    /// <summary>DER of the arc 1.2.840.113549.1.7; the byte behind it identifies the kind (RFC 5652 section 14).</summary>
    private static ReadOnlySpan<byte> Pkcs7Arc => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];

    /// <summary>Returns the outermost protection, also inside the parts that mailing lists wrap around it.</summary>
    public static MimeProtection OfMessage(MimeMessage message)
    {
        var found = OfTree(message.Root);
        return found != MimeProtection.None ? found : Inline(message.Bodies.Text);
    }

    public static MimeProtection OfPart(MimePart part) => part.ContentType switch
    {
        { Type: "multipart", Subtype: "encrypted" } type => Protocol(part, type) == "application/pgp-encrypted"
            ? MimeProtection.PgpEncrypted : MimeProtection.Other,
        { Type: "multipart", Subtype: "signed" } type => Protocol(part, type) switch
        {
            "application/pgp-signature" => MimeProtection.PgpSigned,
            "application/pkcs7-signature" or "application/x-pkcs7-signature" => MimeProtection.SmimeSigned,
            _ => MimeProtection.Other,
        },
        { Type: "application", Subtype: "pkcs7-mime" or "x-pkcs7-mime" } type => Smime(part, type),
        { Type: "application", Subtype: "octet-stream" } type when IsSmimeName(part.FileName) => Smime(part, type),
        _ => MimeProtection.None,
    };

    private static MimeProtection OfTree(MimePart part)
    {
        var own = OfPart(part);
        for (var i = 0; own == MimeProtection.None && i < part.ChildArray.Length; i++)
            own = OfTree(part.ChildArray[i]);
        return own;
    }

    /// <summary>Returns the protocol parameter. If the sender omits it, the part that it would name identifies the protocol.</summary>
    private static string? Protocol(MimePart part, ContentType type)
    {
        if (type.Parameter("protocol") is { Length: > 0 } protocol)
            return protocol.ToLowerInvariant();
        var control = part.ChildArray.Length < 2 ? null : part.ChildArray[type.Subtype == "signed" ? 1 : 0];
        return control?.ContentType.MediaType;
    }

    private static bool IsSmimeName(string? name) => name is not null && name.EndsWith(".p7m", StringComparison.OrdinalIgnoreCase);

    private static MimeProtection Smime(MimePart part, ContentType type) => type.Parameter("smime-type")?.ToLowerInvariant() switch
    {
        "enveloped-data" or "authenveloped-data" => MimeProtection.SmimeEncrypted,
        "signed-data" or "signed-receipt" => MimeProtection.SmimeOpaqueSigned,
        "compressed-data" => MimeProtection.SmimeCompressed,
        "certs-only" => MimeProtection.SmimeCertificates,
        _ => SmimeByContent(part),
    };

    /// <summary>Recognises S/MIME by the object identifier among the first bytes, because old Outlook omits the parameter.</summary>
    private static MimeProtection SmimeByContent(MimePart part)
    {
        var writer = new ArrayBufferWriter<byte>();
        part.DecodeBytes(writer);
        var start = writer.WrittenSpan[..Math.Min(writer.WrittenCount, 64)];
        var at = start.IndexOf(Pkcs7Arc);
        var kind = at < 0 || at + Pkcs7Arc.Length >= start.Length ? 0 : start[at + Pkcs7Arc.Length];
        return kind == 2 ? MimeProtection.SmimeOpaqueSigned : MimeProtection.SmimeEncrypted;
    }

    private static MimeProtection Inline(string? text)
    {
        var at = text?.IndexOf("-----BEGIN PGP ", StringComparison.Ordinal) ?? -1;
        if (at < 0 || (at > 0 && text![at - 1] != '\n'))
            return MimeProtection.None;
        var label = text.AsSpan(at + "-----BEGIN PGP ".Length);
        if (label.StartsWith("MESSAGE-----"))
            return MimeProtection.PgpInlineEncrypted;
        return label.StartsWith("SIGNED MESSAGE-----") ? MimeProtection.PgpInlineSigned : MimeProtection.None;
    }
}
