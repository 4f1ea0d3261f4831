using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Reads everything a message has to offer and checks what must hold for any message.</summary>
internal static class Reading
{
    public static void CheckEverything(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        Check(message, raw, depth: 0);
    }

    private static void Check(MimeMessage message, byte[] raw, int depth)
    {
        CheckHeaders(message);
        var text = message.GetText();
        Clean(text);
        Clean(message.Bodies.Html);
        if (message.Bodies.Html is { } html)
            Clean(HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default));
        Line(Preview.Of(text));
        foreach (var attachment in message.Attachments)
        {
            var writer = new ArrayBufferWriter<byte>();
            attachment.DecodeBytes(writer);
            Assert.Equal(writer.WrittenCount, attachment.Size);
            Line(attachment.FileName);
            Line(attachment.ContentId);
            Assert.Matches("^[0-9]+(\\.[0-9]+)*$", attachment.PartPath);
        }

        CheckValues(message, text);
        CheckPart(message.Root, raw, depth);
        Assert.InRange(message.Defects.Count, 0, 100);
        Assert.All(message.Defects, defect => Assert.True(defect.Offset >= 0));
    }

    private static void CheckValues(MimeMessage message, string text)
    {
        _ = (message.Received, message.AuthenticationResults, message.AutoSubmitted, message.Protection, message.Calendars, message.FeedbackReport);
        Line(message.MailingList?.Name);
        Line(message.DispositionNotification?.FinalRecipient);
        foreach (var recipient in message.DeliveryStatus?.Recipients ?? [])
            Line(recipient.FinalRecipient + recipient.Diagnostic);
        foreach (var attachment in message.Attachments)
        {
            Clean(attachment.ReadTnef()?.Text);
            Line(attachment.YEnc?.Name);
            Line(attachment.Container?.FileName);
            Line(attachment.ContentType);
        }

        Assert.Equal(text.Length, ReplyText.Separate(text).Sum(segment => segment.Length));
    }

    private static void CheckHeaders(MimeMessage message)
    {
        Line(message.Subject);
        Line(message.MessageId);
        _ = message.Date;
        foreach (var id in message.References.Concat(message.InReplyTo))
            Line(id);
        foreach (var address in new[] { message.From, message.Sender, message.ReplyTo, message.To, message.Cc, message.Bcc }.SelectMany(list => list))
        {
            Line(address.Name);
            Line(address.Address);
            Assert.False(address.Name is null && address.Address.Length == 0);
        }

        foreach (var header in message.Headers)
        {
            Assert.NotEmpty(header.Name);
            Line(header.Value);
        }
    }

    private static void CheckPart(MimePart part, byte[] raw, int depth)
    {
        Line(part.ContentType.ToString());
        Clean(part.DecodeText());
        foreach (var child in part.Children)
            CheckPart(child, raw, depth);
        if (depth < 40 && part.EmbeddedMessage is { } embedded)
            Check(embedded, raw, depth + 1);
    }

    /// <summary>One line without control characters.</summary>
    private static void Line(string? text)
    {
        Clean(text);
        Assert.False(text?.Any(char.IsControl) ?? false, text);
    }

    /// <summary>Valid UTF-16 without NUL: what a database takes as text.</summary>
    private static void Clean(string? text)
    {
        if (text is null)
            return;
        Assert.DoesNotContain("\0", text, StringComparison.Ordinal);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        strict.GetByteCount(text);
    }
}
