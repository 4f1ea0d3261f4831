using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Mail;

/// <summary>The mapping from stored mail to the records that its owner sees.</summary>
internal static class MailMapping
{
    public static EmailDetail ToDetail(MailDetail stored) => new(
        stored.Summary,
        stored.Headers.To,
        stored.Headers.Cc,
        stored.Headers.Bcc,
        stored.Headers.ReplyTo,
        stored.Headers.MessageId,
        stored.Headers.InReplyTo.Count == 0 ? null : stored.Headers.InReplyTo[0],
        stored.BodyText,
        stored.BodyHtml is null ? null : HtmlSanitizer.Sanitize(stored.BodyHtml, HtmlSanitizerOptions.Default),
        [.. stored.Attachments.Select(ToAttachment)],
        DefectCodes.Read(stored.Defects),
        stored.Flags,
        stored.Size,
        stored.PriorityReasons,
        stored.CategoryReasons);

    private static EmailAttachment ToAttachment(MailAttachment stored) =>
        new(Ids.Format(stored.Id), stored.Filename, stored.ContentType, stored.Size, stored.Inline, stored.ContentId);
}
