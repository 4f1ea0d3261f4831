using System.Buffers.Binary;

namespace EmailAgent.Mail.Mime;

/// <summary>Gathers the attributes of a TNEF file (MS-OXTNEF section 2.1.3) and makes a message of them.</summary>
internal sealed class TnefBuilder(MimeLimits limits)
{
    private readonly List<TnefAttachment> _attachments = [];
    private Charset? _charset;
    private string? _subject;
    private string? _text;
    private string? _html;
    private byte[]? _rtf;
    private PendingAttachment? _pending;
    private bool _complete = true;

    public void Add(bool isAttachment, uint id, ReadOnlyMemory<byte> data)
    {
        switch (id)
        {
            case 0x00069007 when data.Length >= 4:
                _charset = FindCharset(BinaryPrimitives.ReadInt32LittleEndian(data.Span));
                break;
            case 0x00018004:
                _subject ??= Text(data.Span, _charset);
                break;
            case 0x0002800C:
                _text ??= Text(data.Span, _charset);
                break;
            case 0x00069003:
                ReadMessage(data);
                break;
            case 0x00069002:
                EndAttachment();
                _pending = new PendingAttachment();
                break;
            case 0x00018010 when isAttachment:
                Pending.Title ??= Text(data.Span, _charset);
                break;
            case 0x0006800F when isAttachment:
                Pending.Data = data;
                break;
            case 0x00069005 when isAttachment:
                ReadAttachment(data);
                break;
        }
    }

    public TnefMessage Build(bool complete)
    {
        EndAttachment();
        if (string.IsNullOrWhiteSpace(_text) && _rtf is not null)
            _text = RtfText.Convert(_rtf, limits.MaxTextLength);
        return new TnefMessage(_subject, _text, _html, _rtf is null ? null : (ReadOnlyMemory<byte>?)_rtf, [.. _attachments], complete && _complete);
    }

    private PendingAttachment Pending => _pending ??= new PendingAttachment();

    private void ReadMessage(ReadOnlyMemory<byte> data)
    {
        var properties = new TnefProperties(data);
        while (properties.Read(out var property))
        {
            switch (property.Id)
            {
                case 0x3FDE when property.Value.Length >= 4:
                    // Only what follows is in it; it stands first where Outlook writes it.
                    _charset = FindCharset(BinaryPrimitives.ReadInt32LittleEndian(property.Value.Span)) ?? _charset;
                    break;
                case 0x0037:
                    _subject ??= Text(property);
                    break;
                case 0x1000:
                    _text = Text(property);
                    break;
                case 0x1013:
                    _html = Text(property);
                    break;
                case 0x1009:
                    _rtf = CompressedRtf.Decompress(property.Value.Span, limits.MaxTextLength);
                    break;
            }
        }

        _complete &= properties.IsComplete;
    }

    private void ReadAttachment(ReadOnlyMemory<byte> data)
    {
        var attachment = Pending;
        var properties = new TnefProperties(data);
        while (properties.Read(out var property))
        {
            switch (property.Id)
            {
                case 0x3701:
                    // An object begins with the identifier of its interface.
                    attachment.IsMessage = property.Type == TnefProperty.Object;
                    attachment.Data = attachment.IsMessage ? property.Value[Math.Min(16, property.Value.Length)..] : property.Value;
                    break;
                case 0x3707:
                    attachment.LongName = Text(property);
                    break;
                case 0x3704 or 0x3001:
                    attachment.ShortName ??= Text(property);
                    break;
                case 0x370E:
                    attachment.ContentType = Text(property).ToLowerInvariant();
                    break;
                case 0x3712:
                    attachment.ContentId = Text(property).Trim('<', '>');
                    break;
            }
        }

        _complete &= properties.IsComplete;
    }

    private void EndAttachment()
    {
        if (_pending is not { } attachment)
            return;
        _pending = null;
        if (_attachments.Count >= limits.MaxParts)
        {
            _complete = false;
            return;
        }

        var name = new[] { attachment.LongName, attachment.Title, attachment.ShortName }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        _attachments.Add(new TnefAttachment(
            PartNaming.FileName(Line(name)), Line(attachment.ContentType), Line(attachment.ContentId), attachment.Data, attachment.IsMessage));
    }

    private string Text(in TnefProperty property) =>
        Text(property.Value.Span, property.Type == TnefProperty.Unicode ? new Charset(1200) : _charset);

    private string Text(ReadOnlySpan<byte> bytes, Charset? charset)
    {
        bytes = bytes[..(int)Math.Min(bytes.Length, (long)limits.MaxTextLength * 2)];
        var buffer = new CharBuffer(bytes.Length);
        TextDecoder.Append(ref buffer, bytes, charset);
        var text = buffer.ToString().Replace("\0", string.Empty, StringComparison.Ordinal).ReplaceLineEndings("\n");
        buffer.Dispose();
        if (text.Length <= limits.MaxTextLength)
            return text;
        _complete = false;
        return text[..(char.IsHighSurrogate(text[limits.MaxTextLength - 1]) ? limits.MaxTextLength - 1 : limits.MaxTextLength)];
    }

    private static Charset? FindCharset(int codePage) => codePage > 0 ? CharsetNames.Find(codePage.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;

    /// <summary>Removes control characters; null if nothing is left.</summary>
    private static string? Line(string? text) =>
        string.Concat((text ?? string.Empty).Where(static c => !char.IsControl(c))) is var line && !string.IsNullOrWhiteSpace(line) ? line : null;

    /// <summary>An attachment that is being read.</summary>
    private sealed class PendingAttachment
    {
        public string? Title;
        public string? LongName;
        public string? ShortName;
        public string? ContentType;
        public string? ContentId;
        public ReadOnlyMemory<byte> Data;
        public bool IsMessage;
    }
}
