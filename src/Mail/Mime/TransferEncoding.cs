namespace EmailAgent.Mail.Mime;

/// <summary>Transfer encoding of a body (RFC 2045 section 6).</summary>
public enum TransferEncoding
{
    /// <summary>7bit, 8bit, binary, none declared, or an unknown name: the body is taken as it stands.</summary>
    Identity,

    /// <summary>base64.</summary>
    Base64,

    /// <summary>quoted-printable.</summary>
    QuotedPrintable,

    /// <summary>x-uuencode and its synonyms.</summary>
    UuEncode,

    /// <summary>x-yenc, also of files within a text.</summary>
    YEnc,
}
