using EmailAgent.Mail.Mime;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Mail;

/// <summary>Stored mail as its owner sees it.</summary>
internal static class MailMapping
{
    public static EmailSummary[] ToSummaries(IReadOnlyList<MailSummary> stored)
    {
        var summaries = new EmailSummary[stored.Count];
        for (var i = 0; i < summaries.Length; i++)
            summaries[i] = ToSummary(stored[i]);
        return summaries;
    }

    public static EmailSummary ToSummary(MailSummary stored) => new(
        Ids.Format(stored.Id),
        Ids.Format(stored.ThreadId),
        Ids.Format(stored.ConnectionId),
        stored.Subject,
        stored.FromEmail,
        stored.FromName,
        stored.Preview,
        stored.Date,
        stored.IsRead,
        stored.IsStarred,
        stored.HasAttachments,
        PriorityScore: null,
        Array.ConvertAll(stored.Labels, Ids.Format));

    public static EmailDetail ToDetail(MailDetail stored) => new(
        ToSummary(stored.Summary),
        ToAddresses(stored.Headers.To),
        ToAddresses(stored.Headers.Cc),
        ToAddresses(stored.Headers.Bcc),
        ToAddresses(stored.Headers.ReplyTo),
        stored.Headers.MessageId,
        stored.Headers.InReplyTo.Count == 0 ? null : stored.Headers.InReplyTo[0],
        stored.BodyText,
        stored.BodyHtml is null ? null : HtmlSanitizer.Sanitize(stored.BodyHtml, HtmlSanitizerOptions.Default),
        [.. stored.Attachments.Select(ToAttachment)],
        DefectCodes.Read(stored.Defects),
        stored.Flags,
        stored.Size);

    public static Label ToLabel(MailLabel stored) => new(
        Ids.Format(stored.Id), Ids.Format(stored.ConnectionId), stored.Name, stored.Path, stored.Role, stored.MessageCount, stored.UnreadCount);

    public static EmailAttachment ToAttachment(MailAttachment stored) =>
        new(Ids.Format(stored.Id), stored.Filename, stored.ContentType, stored.Size, stored.Inline, stored.ContentId);

    private static EmailAddress[] ToAddresses(IReadOnlyList<MessageAddress> stored) =>
        [.. stored.Select(address => new EmailAddress(address.Name, address.Email))];
}
