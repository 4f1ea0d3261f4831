using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Composition;

/// <summary>The messages that are answered or forwarded, as they are read.</summary>
internal sealed class OriginalMails(DetailReads reads)
{
    // A quotation of more is of no use to its reader.
    private const int LongestText = 200_000;
    private const int LongestHtml = 500_000;

    private static readonly HtmlSanitizerOptions Sanitizing = new() { AllowRemoteContent = true, MaxLength = LongestHtml };

    /// <returns>Null if the user has no such message.</returns>
    public async Task<OriginalMail?> FindAsync(Guid userId, string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var emailId) ? await reads.GetAsync(Visibility.OfAll(userId), emailId, stored => ToOriginal(emailId, stored), cancellationToken) : null;

    private static OriginalMail ToOriginal(Guid id, MailDetail stored)
    {
        var (summary, headers) = (stored.Summary, stored.Headers);
        return new OriginalMail(
            id,
            Guid.ParseExact(summary.ThreadId, "N"),
            new OriginalMessage
            {
                From = summary.FromEmail.Length == 0 ? [] : [new OutgoingAddress(summary.FromName, summary.FromEmail)],
                ReplyTo = ToAddresses(headers.ReplyTo),
                To = ToAddresses(headers.To),
                Cc = ToAddresses(headers.Cc),
                Subject = summary.Subject,
                Date = summary.Date,
                MessageId = headers.MessageId,
                InReplyTo = headers.InReplyTo,
                References = headers.References,
                Text = stored.BodyText.Length > LongestText ? $"{stored.BodyText[..LongestText]}\n[...]" : stored.BodyText,
                Html = stored.BodyHtml is { Length: > 0 and <= LongestHtml } html ? HtmlSanitizer.Sanitize(html, Sanitizing) : null,
            },
            stored.Attachments);
    }

    private static IReadOnlyList<OutgoingAddress> ToAddresses(IReadOnlyList<EmailAddress> addresses) =>
        [.. addresses.Select(address => new OutgoingAddress(address.Name, address.Email))];
}
