using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// One part of a message: header fields and a body that is a slice of the raw message until it is decoded. Decoding
/// may add to <see cref="MimeMessage.Defects"/>, so a message must not be decoded by two threads at once.
/// </summary>
public sealed class MimePart
{
    private readonly MimeSource _source;
    private readonly int _index;
    private ContentDisposition? _disposition;
    private MimeMessage? _embedded;

    internal MimePart(MimeSource source, MimePart? parent, int index, HeaderList headers, int bodyStart, int end)
    {
        _source = source;
        Parent = parent;
        _index = index;
        Headers = headers;
        BodyStart = bodyStart;
        BodyEnd = end;
    }

    /// <summary>Header fields of this part; those of the root are the message's.</summary>
    public HeaderList Headers { get; }

    /// <summary>Declared type, or text/plain (in a digest message/rfc822) where there is none.</summary>
    public ContentType ContentType { get; internal set; } = ContentType.TextPlain;

    /// <summary>Transfer encoding of the body.</summary>
    public TransferEncoding TransferEncoding { get; internal set; }

    /// <summary>Parts of a multipart, in order; empty for anything else.</summary>
    public IReadOnlyList<MimePart> Children => ChildArray;

    /// <summary>Body as it stands in the message, without the line end that belongs to the delimiter after it.</summary>
    public ReadOnlyMemory<byte> RawBody => _source.Raw[BodyStart..BodyEnd];

    /// <summary>Content-Disposition; null where there is none.</summary>
    public ContentDisposition? Disposition
    {
        get
        {
            var index = _disposition is null ? Headers.IndexOf(HeaderId.ContentDisposition) : -1;
            if (index >= 0)
            {
                _disposition = ContentDispositionHeader.Parse(Headers.Raw(index), _source.Limits, out var complete);
                if (!complete)
                    _source.Report(MimeDefectKind.TooManyParameters, Headers.OffsetOf(index));
            }

            return _disposition;
        }
    }

    /// <summary>Name given by Content-Disposition or else Content-Type, without folders; null where there is none.</summary>
    public string? FileName => PartNaming.FileName(this);

    /// <summary>Content-ID without its angle brackets; null where there is none.</summary>
    public string? ContentId => MessageIdHeader.First(Headers.Raw(HeaderId.ContentId));

    /// <summary>
    /// Section number as IMAP counts (RFC 9051 section 6.4.5): "1" is the first part of a multipart and also the body
    /// of a message that is none; the root multipart itself is the empty string.
    /// </summary>
    public string Path => PartNaming.Path(this, _source.PathPrefix, _index);

    /// <summary>
    /// The message inside a message/rfc822 part, also where it was base64-encoded; null for other parts and below
    /// <see cref="MimeLimits.MaxNesting"/>. Read on first use.
    /// </summary>
    public MimeMessage? EmbeddedMessage =>
        ContentType.IsMessage ? _embedded ??= EmbeddedMessageReader.Read(this, _source) : null;

    /// <summary>How this part is signed or encrypted, by its labels.</summary>
    public MimeProtection Protection => ProtectionLabels.OfPart(this);

    /// <summary>What a message/partial part says; null for other parts.</summary>
    public MessageFragment? Fragment => MessageFragment.Of(ContentType);

    /// <summary>Where the content of a message/external-body part is; null for other parts.</summary>
    public ExternalBody? ExternalBody => ExternalBody.Of(ContentType);

    internal MimePart? Parent { get; }

    internal MimePart[] ChildArray { get; set; } = [];

    internal int BodyStart { get; }

    internal int BodyEnd { get; set; }

    /// <summary>Start of the line behind the closing delimiter of a multipart; 0 where none was found.</summary>
    internal int CloseEnd { get; set; }

    internal ReadOnlySpan<byte> Body => _source.Raw.Span[BodyStart..BodyEnd];

    internal MimeSource Source => _source;

    /// <summary>
    /// The body as text: transfer encoding undone, charset decoded, line ends as "\n", NUL removed, the lines of
    /// format=flowed joined. For any type; for bytes that are no text the result is garbage, not an error.
    /// </summary>
    public string DecodeText() => PartText.Decode(this, _source, Body);

    /// <summary>The body with its transfer encoding undone, appended to a writer.</summary>
    public void DecodeBytes(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        BodyDecoder.Decode(TransferEncoding, Body, _source, BodyStart, writer);
    }
}
