using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A header field. Decodes nothing before it is requested.</summary>
public readonly struct Header
{
    private readonly MimeSource _source;
    private readonly HeaderField _field;

    internal Header(MimeSource source, HeaderField field)
    {
        _source = source;
        _field = field;
    }

    /// <summary>Field name as written.</summary>
    public string Name => Encoding.ASCII.GetString(_source.Raw.Span.Slice(_field.Start, _field.NameLength));

    /// <summary>
    /// Value with folds undone and encoded words decoded (RFC 2047), without control characters. This is the reading of
    /// an unstructured field; structured ones have properties of their own on <see cref="MimeMessage"/>.
    /// </summary>
    public string Value => HeaderText.Decode(RawValue.Span);

    /// <summary>Value as it stands in the message, from the colon to the last line's end, folds included.</summary>
    public ReadOnlyMemory<byte> RawValue => _source.Raw[_field.ValueStart.._field.ValueEnd];

    /// <summary>Byte offset of the field name in the raw message.</summary>
    public int Offset => _field.Start;

    /// <summary>Parses the value as a date in the writer's zone (UTC if none is given); null if unreadable.</summary>
    public DateTimeOffset? ToDate() => DateHeader.Parse(RawValue.Span);

    internal HeaderId Id => _field.Id;

    internal bool HasPrefix(ReadOnlySpan<byte> prefix) =>
        _field.NameLength > prefix.Length
        && Ascii.EqualsIgnoreCase(_source.Raw.Span.Slice(_field.Start, prefix.Length), prefix);

    internal bool HasName(ReadOnlySpan<char> name) =>
        _field.NameLength == name.Length
        && Ascii.EqualsIgnoreCase(_source.Raw.Span.Slice(_field.Start, _field.NameLength), name);
}
