using System.Net;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// The body of a message as text and as HTML. Several parts shown in sequence are joined; a part that exists in one form only is
/// converted to the other. A message without text has the body of its winmail.dat.
/// </summary>
public sealed class MimeBodies
{
    private readonly MimeSource _source;
    private readonly BodySection[] _sections;
    private readonly TnefMessage? _hidden;
    private string? _text;
    private string? _html;
    private bool? _usesHidden;
    private HashSet<string>? _contentIds;

    internal MimeBodies(MimeSource source, BodySection[] sections, MimeAttachment[] attachments, TnefMessage? hidden)
    {
        _hidden = hidden;
        _source = source;
        _sections = sections;
        Attachments = attachments;
        foreach (var attachment in attachments)
            attachment.Bodies = this;
    }

    /// <summary>Text with "\n" line ends; null if no part is plain text. Decoded on first use.</summary>
    public string? Text => _text ??= UsesHidden ? _hidden!.Text : Join(html: false);

    /// <summary>HTML as sent, not sanitized; null if no part is HTML. Decoded on first use.</summary>
    public string? Html => _html ??= UsesHidden ? _hidden!.Html : Join(html: true);

    internal MimeAttachment[] Attachments { get; }

    /// <summary>Returns whether the shown HTML refers to a part by its Content-ID, so that the part is shown in its place.</summary>
    internal bool RefersTo(string contentId) => (_contentIds ??= ContentIdReferences.Find(Html)).Contains(contentId);

    /// <summary>Converts HTML to text; a text that has to be cut is a defect.</summary>
    internal string ToText(string html)
    {
        var text = HtmlToText.Convert(html, _source.Limits.MaxTextLength, out var complete);
        if (!complete)
            _source.Report(MimeDefectKind.TextTooLong, _sections.Length == 0 ? 0 : _sections[0].Part.BodyStart);
        return text;
    }

    private bool UsesHidden => _hidden is not null && (_usesHidden ??= VisibleText.IsBlank(Join(html: false)) && VisibleText.IsBlank(Join(html: true)));

    private string? Join(bool html)
    {
        if (!Array.Exists(_sections, section => section.IsHtml == html))
            return null;
        if (_sections.Length == 1)
            return Content(_sections[0], html);
        var joined = new StringBuilder();
        foreach (var section in _sections)
        {
            if (section.IsHtml != html && section.IsAlternative)
                continue;
            if (!html && joined.Length > 0 && joined[^1] != '\n')
                joined.Append('\n');
            joined.Append(Content(section, html));
            if (joined.Length > _source.Limits.MaxTextLength)
                break;
        }

        if (joined.Length > _source.Limits.MaxTextLength)
            Shorten(joined);
        return joined.ToString();
    }

    private void Shorten(StringBuilder joined)
    {
        _source.Report(MimeDefectKind.TextTooLong, _sections[0].Part.BodyStart);
        joined.Length = _source.Limits.MaxTextLength;
        if (joined.Length > 0 && char.IsHighSurrogate(joined[^1]))
            joined.Length--;
    }

    private string Content(BodySection section, bool html)
    {
        var text = section.Files is { } files ? InlineFile.TextWithout(files, section.Part) : section.Part.DecodeText();
        if (EnrichedText.Is(section.Part.ContentType))
            text = EnrichedText.ToPlain(text);
        if (section.IsHtml == html)
            return text;
        return html ? $"<pre>{WebUtility.HtmlEncode(text)}</pre>" : ToText(text);
    }
}
