namespace EmailAgent.Mail.Mime;

/// <summary>The kinds of <see cref="MimeDefect"/>.</summary>
public enum MimeDefectKind
{
    /// <summary>The message begins with an mbox separator line ("From sender date").</summary>
    MboxSeparator,

    /// <summary>A line among the header fields is not a header field and was skipped.</summary>
    InvalidHeaderLine,

    /// <summary>The header block ends without an empty line (RFC 5322 section 2.1).</summary>
    MissingBlankLine,

    /// <summary>A multipart has no boundary parameter (RFC 2046 section 5.1.1).</summary>
    MissingBoundary,

    /// <summary>The boundary of a multipart does not occur in its body.</summary>
    BoundaryNotFound,

    /// <summary>The closing delimiter of a multipart is missing; the last part runs to the end.</summary>
    MissingCloseDelimiter,

    /// <summary>A multipart or an encoded composite uses a transfer encoding that RFC 2045 section 6.4 forbids.</summary>
    EncodedMultipart,

    /// <summary>The Content-Type field could not be read; the part is taken for text or for bytes.</summary>
    InvalidContentType,

    /// <summary>An unknown Content-Transfer-Encoding; the body is taken as it stands.</summary>
    UnknownTransferEncoding,

    /// <summary>Base64 with characters outside the alphabet, wrong padding or text after its end.</summary>
    InvalidBase64,

    /// <summary>Quoted-printable with an equals sign that no two hexadecimal digits or line end follows.</summary>
    InvalidQuotedPrintable,

    /// <summary>yEnc without an end, or with another length or checksum than declared.</summary>
    InvalidYEnc,

    /// <summary>A charset that is not known.</summary>
    UnknownCharset,

    /// <summary>Bytes that their charset does not have; they read as U+FFFD or as Windows-1252.</summary>
    InvalidCharacters,

    /// <summary>The Date field could not be read.</summary>
    InvalidDate,

    /// <summary>More nested parts than <see cref="MimeLimits.MaxNesting"/>.</summary>
    TooDeep,

    /// <summary>More parts than <see cref="MimeLimits.MaxParts"/>.</summary>
    TooManyParts,

    /// <summary>More header fields than <see cref="MimeLimits.MaxHeaders"/>.</summary>
    TooManyHeaders,

    /// <summary>A header field longer than <see cref="MimeLimits.MaxHeaderLength"/>.</summary>
    HeaderTooLong,

    /// <summary>More addresses than <see cref="MimeLimits.MaxAddresses"/>.</summary>
    TooManyAddresses,

    /// <summary>More identifiers than <see cref="MimeLimits.MaxReferences"/>.</summary>
    TooManyReferences,

    /// <summary>More parameters than <see cref="MimeLimits.MaxParameters"/>.</summary>
    TooManyParameters,

    /// <summary>A text part longer than <see cref="MimeLimits.MaxTextLength"/>.</summary>
    TextTooLong,
}
