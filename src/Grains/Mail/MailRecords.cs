using EmailAgent.Grains.Priority;

namespace EmailAgent.Grains.Mail;

/// <summary>One page of a list.</summary>
/// <param name="Total">The number of messages in the whole list.</param>
internal sealed record MailPage(IReadOnlyList<EmailSummary> Items, long Total);

/// <summary>A complete message without its attachments' content.</summary>
/// <param name="BodyHtml">The original HTML; it must be sanitized before it is shown.</param>
/// <param name="Defects">Codes of defects in the message's form; descriptions where a former version stored them.</param>
internal sealed record MailDetail(
    EmailSummary Summary,
    string[] Flags,
    long Size,
    DateTimeOffset ReceivedAt,
    MailHeaders Headers,
    string BodyText,
    string? BodyHtml,
    string[] Defects,
    IReadOnlyList<MailAttachment> Attachments,
    IReadOnlyList<ScoreReason> PriorityReasons,
    IReadOnlyList<string> CategoryReasons);

/// <param name="MessageId">Without angle brackets, like the other ids.</param>
internal sealed record MailHeaders(
    IReadOnlyList<EmailAddress> To,
    IReadOnlyList<EmailAddress> Cc,
    IReadOnlyList<EmailAddress> Bcc,
    IReadOnlyList<EmailAddress> ReplyTo,
    string? MessageId,
    IReadOnlyList<string> InReplyTo,
    IReadOnlyList<string> References);

/// <summary>An attachment as stored.</summary>
/// <param name="Part">Section number (RFC 9051, section 6.4.5), such as <c>1.2</c>.</param>
/// <param name="Size">Number of bytes after decoding.</param>
internal sealed record MailAttachment(
    Guid Id,
    string Part,
    string Filename,
    string ContentType,
    long Size,
    bool Inline,
    string? ContentId);

/// <summary>A label that was found by its name.</summary>
/// <param name="Role">Null for an ordinary label.</param>
internal sealed record NamedLabel(Guid Id, string? Role);
