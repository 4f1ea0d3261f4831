using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// One part of a message: header fields and a body that is a slice of the raw message until it is decoded. Decoding can add to
/// <see cref="MimeMessage.Defects"/>, so that two threads must not decode a message at once.
/// </summary>
public sealed class MimePart
{
    private readonly MimeSource _source;
    private readonly int _index;
    private ContentDisposition? _disposition;
    private MimeMessage? _embedded;

    internal MimePart(MimeSource source, MimePart? parent, int index, HeaderList headers, int start, int bodyStart, int end)
    {
        _source = source;
        Parent = parent;
        _index = index;
        Headers = headers;
        Start = start;
        BodyStart = bodyStart;
        BodyEnd = end;
    }

    /// <summary>Header fields of this part; those of the root are the message's.</summary>
    public HeaderList Headers { get; }

    /// <summary>Declared type, or text/plain (in a digest message/rfc822) if there is none.</summary>
    public ContentType ContentType { get; internal set; } = ContentType.TextPlain;

    /// <summary>Transfer encoding of the body.</summary>
    public TransferEncoding TransferEncoding { get; internal set; }

    /// <summary>Parts of a multipart, in order; empty for anything else.</summary>
    public IReadOnlyList<MimePart> Children => ChildArray;

    /// <summary>
    /// Gets the whole part as it stands in the message, with its header and without the line end that belongs to the delimiter after it: what a
    /// detached signature covers.
    /// </summary>
    public ReadOnlyMemory<byte> Raw => _source.Raw[Start..BodyEnd];

    /// <summary>Body as it stands in the message, without the line end that belongs to the delimiter after it.</summary>
    public ReadOnlyMemory<byte> RawBody => _source.Raw[BodyStart..BodyEnd];

    /// <summary>Content-Disposition; null if there is none.</summary>
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

    /// <summary>Name given by Content-Disposition or else Content-Type, without folders; null if there is none.</summary>
    public string? FileName => PartNaming.FileName(this);

    /// <summary>Content-ID without its angle brackets; null if there is none.</summary>
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

    /// <summary>Gets the signature or encryption of this part, by its labels.</summary>
    public MimeProtection Protection => ProtectionLabels.OfPart(this);

    internal MimePart? Parent { get; }

    internal MimePart[] ChildArray { get; set; } = [];

    internal int Start { get; }

    internal int BodyStart { get; }

    internal int BodyEnd { get; set; }

    /// <summary>Start of the line behind the closing delimiter of a multipart; 0 if none was found.</summary>
    internal int CloseEnd { get; set; }

    internal ReadOnlySpan<byte> Body => _source.Raw.Span[BodyStart..BodyEnd];

    internal MimeSource Source => _source;

    /// <summary>
    /// Decodes the body as text: transfer encoding and charset decoded, line ends as "\n", NUL removed, the lines of format=flowed
    /// joined. Accepts any type; for bytes that are not text the result is garbage, not an error.
    /// </summary>
    public string DecodeText() => PartText.Decode(this, _source, Body);

    /// <summary>Appends the body to a writer, with its transfer encoding decoded.</summary>
    public void DecodeBytes(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        BodyDecoder.Decode(TransferEncoding, Body, _source, BodyStart, writer);
    }
}
