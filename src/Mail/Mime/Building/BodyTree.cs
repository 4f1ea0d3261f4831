using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Arranges bodies and attachments as mail readers expect them: mixed(alternative(text, related(html, images), calendar),
/// attachments), with each level only where it has more than one part.
/// </summary>
internal static class BodyTree
{
    public static OutgoingPart Build(OutgoingMessage message, MimeWriterOptions options)
    {
        var text = Text(message, options);
        OutgoingPart[] html = message.Html is null ? [] : [TextPart(message.Html, "text/html", [], options)];
        var inline = message.InlineParts.Select(part => InlinePart(part, options)).ToArray();
        OutgoingPart[] calendar = message.Calendar is null ? [] : [CalendarPart(message.Calendar, options)];
        var files = message.Attachments.Select(file => FilePart.Attached(file, options)).ToArray();
        if (html.Length == 0 && inline.Length > 0)
            throw new ArgumentException("Inline parts need an HTML body that shows them.");

        var boundary = Boundary.For(message.MessageId, [.. text, .. html, .. inline, .. calendar, .. files]);
        OutgoingPart[] shown = html.Length == 0 ? [] : [OutgoingMultipart.Of("related", boundary + "3", [.. html, .. inline], "type=\"text/html\"")];
        var body = OutgoingMultipart.Of("alternative", boundary + "2", [.. text, .. shown, .. calendar]);
        return OutgoingMultipart.Of("mixed", boundary + "1", [body, .. files]);
    }

    // Also where there is no body at all: a message has one.
    private static OutgoingPart[] Text(OutgoingMessage message, MimeWriterOptions options)
    {
        if (message.Text is null && (message.Html is not null || message.Calendar is not null))
            return [];
        return options.FlowedText
            ? [TextPart(FlowedWriter.Wrap(message.Text ?? ""), "text/plain", ["format=flowed"], options)]
            : [TextPart(message.Text ?? "", "text/plain", [], options)];
    }

    private static OutgoingLeaf InlinePart(OutgoingAttachment part, MimeWriterOptions options) =>
        part.ContentId is null ? throw new ArgumentException("An inline part needs a Content-ID.") : FilePart.Inline(part, options);

    private static OutgoingLeaf CalendarPart(OutgoingCalendar calendar, MimeWriterOptions options) =>
        HeaderSyntax.IsToken(calendar.Method)
            ? TextPart(calendar.Content, "text/calendar", [$"method={calendar.Method}"], options)
            : throw new ArgumentException("This is not a method of a calendar.");

    private static OutgoingLeaf TextPart(string text, string mediaType, string[] parameters, MimeWriterOptions options)
    {
        var bytes = Encoding.UTF8.GetBytes(CanonicalText.Of(text));
        var encoding = TransferEncodingChoice.ForText(bytes, options.Transport);
        var header = new HeaderWriter(utf8: false);
        ParameterWriter.Field(header, "Content-Type", mediaType, ["charset=utf-8", .. parameters]);
        header.Field("Content-Transfer-Encoding", TransferEncodingChoice.NameOf(encoding));
        return new OutgoingLeaf(header.ToBytes(), bytes, encoding);
    }
}
