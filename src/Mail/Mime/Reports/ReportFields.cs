using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// The blocks of header fields that reports consist of (RFC 3464 section 2.1, RFC 8098 section 3.1, RFC 5965 section 3), read as headers are.
/// </summary>
internal readonly struct ReportFields
{
    private static readonly SearchValues<char> TypeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly HeaderList _fields;

    private ReportFields(HeaderList fields) => _fields = fields;

    public bool IsEmpty => _fields.Count == 0;

    /// <summary>Reads the blocks of a report part, at most as many as a message can have parts.</summary>
    public static List<ReportFields> ReadAll(MimePart part)
    {
        var body = new ArrayBufferWriter<byte>(BodyDecoder.MaxDecodedLength(part.TransferEncoding, part.RawBody.Length) + 1);
        part.DecodeBytes(body);
        var blocks = new List<ReportFields>();
        Read(new MimeSource(body.WrittenMemory, part.Source.Limits), blocks, mayBeEncoded: true);
        return blocks;
    }

    private static void Read(MimeSource source, List<ReportFields> blocks, bool mayBeEncoded)
    {
        for (int start = 0, next; start < source.Raw.Length && blocks.Count < source.Limits.MaxParts; start = next)
        {
            var fields = new HeaderList(source, HeaderScanner.Scan(source, start, source.Raw.Length, out next));
            if (fields.Count > 0)
                blocks.Add(new ReportFields(fields));
            if (next <= start)
                break;

            // Filters that take the first block for a header (Proofpoint) encode those that follow.
            var encoding = TransferEncodingHeader.Parse(fields.Raw(HeaderId.ContentTransferEncoding), out _);
            if (encoding == TransferEncoding.Identity || !mayBeEncoded)
                continue;
            var rest = new ArrayBufferWriter<byte>(BodyDecoder.MaxDecodedLength(encoding, source.Raw.Length - next) + 1);
            BodyDecoder.Decode(encoding, source.Raw.Span[next..], source, next, rest);
            Read(new MimeSource(rest.WrittenMemory, source.Limits), blocks, mayBeEncoded: false);
            break;
        }
    }

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name) is not null)
                return true;
        }

        return false;
    }

    /// <summary>Returns the value of the first field of this name; null if there is none or it is empty.</summary>
    public string? Text(string name) => _fields[name] is { Length: > 0 } text ? text : null;

    /// <summary>Values of all fields of this name.</summary>
    public List<string> Texts(string name) => [.. _fields.All(name).Select(field => field.Value.Trim('<', '>')).Where(value => value.Length > 0)];

    /// <summary>Returns the text behind the type of "type; value"; the whole if there is no type.</summary>
    public string? Typed(string name)
    {
        var text = Text(name) ?? string.Empty;
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var hasType = semicolon > 0 && text.AsSpan(0, semicolon).TrimEnd().IndexOfAnyExcept(TypeCharacters) < 0;
        var value = hasType ? text[(semicolon + 1)..].Trim() : text;
        if (value is ['<', .. var inner, '>'])
            value = inner;
        return value.Length == 0 ? null : value;
    }

    public DateTimeOffset? Date(string name) => _fields.All(name) is [var field, ..] ? field.ToDate() : null;

    public string? MessageId(string name) => _fields.All(name) is [var field, ..] ? MessageIdHeader.First(field.RawValue.Span) : null;
}
