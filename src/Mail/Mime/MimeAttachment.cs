using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>A part that a mail reader lists alongside the text of a message.</summary>
public sealed class MimeAttachment
{
    private readonly InlineFile? _file;
    private readonly TnefAttachment? _inner;

    internal MimeAttachment(MimePart part, InlineFile? file = null)
    {
        Part = part;
        _file = file;
    }

    internal MimeAttachment(MimeAttachment container, TnefAttachment inner)
    {
        Part = container.Part;
        Container = container;
        _inner = inner;
    }

    /// <summary>The bodies of the message that it is attached to.</summary>
    internal MimeBodies? Bodies { get; set; }

    /// <summary>The part it is; for a uuencoded or yEnc file the text part that holds it, for a file in a winmail.dat the part of that.</summary>
    public MimePart Part { get; }

    /// <summary>File name without folders, decoded (RFC 2231, RFC 2047); null if none is given.</summary>
    public string? FileName => _inner is not null ? _inner.FileName : _file is { } file ? file.Name : Part.FileName;

    /// <summary>Media type in lower case, such as "application/pdf". As declared, which can be wrong; application/octet-stream if none is declared.</summary>
    public string ContentType => _inner is not null ? InnerType(_inner) : _file is null ? Part.ContentType.MediaType : "application/octet-stream";

    /// <summary>Bytes after decoding.</summary>
    public long Size => _inner is not null ? _inner.Data.Length : BodyDecoder.DecodedLength(Encoding, Body);

    /// <summary>Content-ID without angle brackets, the name HTML refers to it by; null if there is none.</summary>
    public string? ContentId => _inner is not null ? _inner.ContentId : _file is null ? Part.ContentId : null;

    /// <summary>The winmail.dat that contains it (MS-OXTNEF); null for an attachment of the message itself.</summary>
    public MimeAttachment? Container { get; }

    /// <summary>
    /// Indicates whether the attachment is shown inside the HTML, which refers to it by its Content-ID (RFC 2392), rather than listed
    /// separately. A Content-ID alone proves nothing: some programs give one to every attachment.
    /// </summary>
    public bool IsInline => ContentId is { } id && Bodies is { } bodies && bodies.RefersTo(id);

    /// <summary>Header of a yEnc file, such as the number of a piece of a larger file; null for other files.</summary>
    public YEncHeader? YEnc => _file is { Encoding: TransferEncoding.YEnc } ? YEncHeader.Read(Body) : null;

    /// <summary>
    /// Reads the content of a winmail.dat, in which Outlook hides text and attachments from other programs, or of an Outlook item in
    /// one; null for other files. Parses again on each call; the bytes of its attachments are slices of one decoded copy.
    /// </summary>
    public TnefMessage? ReadTnef()
    {
        if (_inner is not null)
            return _inner.IsMessage ? TnefReader.Read(_inner.Data, Part.Source.Limits) : null;
        if (!IsTnef)
            return null;
        var bytes = new ArrayBufferWriter<byte>(BodyDecoder.MaxDecodedLength(Encoding, Body.Length) + 1);
        DecodeBytes(bytes);
        return TnefReader.Read(bytes.WrittenMemory, Part.Source.Limits);
    }

    /// <summary>IMAP section number of <see cref="Part"/>, such as "1.2".</summary>
    public string PartPath => Part.Path;

    /// <summary>Appends the decoded bytes to a writer.</summary>
    public void DecodeBytes(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_inner is not null)
            writer.Write(_inner.Data.Span);
        else
            BodyDecoder.Decode(Encoding, Body, Part.Source, Part.BodyStart, writer);
    }

    private static string InnerType(TnefAttachment inner) => inner.IsMessage ? "application/ms-tnef" : inner.ContentType ?? "application/octet-stream";

    private bool IsTnef => Part.ContentType is { Type: "application", Subtype: "ms-tnef" or "vnd.ms-tnef" }
        || string.Equals(FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase);

    private TransferEncoding Encoding => _file?.Encoding ?? Part.TransferEncoding;

    private ReadOnlySpan<byte> Body => _file is { } file ? Part.Body[file.Start..file.End] : Part.Body;
}
