namespace EmailAgent.Storage.Mail;

/// <summary>A message as a list shows it.</summary>
/// <param name="Labels">Ids of the labels it is in.</param>
public sealed record MailSummary(
    Guid Id,
    Guid ThreadId,
    Guid ConnectionId,
    string Subject,
    string FromEmail,
    string? FromName,
    string Preview,
    DateTimeOffset Date,
    bool IsRead,
    bool IsStarred,
    bool HasAttachments,
    Guid[] Labels);

/// <summary>One page of a list.</summary>
/// <param name="Total">How many messages the whole list has.</param>
public sealed record MailPage(IReadOnlyList<MailSummary> Items, long Total);

/// <summary>A message whole, but for its attachments' content.</summary>
/// <param name="BodyHtml">As it came; it must be sanitized before it is shown.</param>
/// <param name="Defects">Codes of what was wrong with the message's form; words where a former version wrote them.</param>
public sealed record MailDetail(
    MailSummary Summary,
    string[] Flags,
    long Size,
    DateTimeOffset ReceivedAt,
    MailHeaders Headers,
    string BodyText,
    string? BodyHtml,
    string[] Defects,
    IReadOnlyList<MailAttachment> Attachments);

/// <param name="MessageId">Without angle brackets, like the other ids.</param>
public sealed record MailHeaders(
    IReadOnlyList<MessageAddress> To,
    IReadOnlyList<MessageAddress> Cc,
    IReadOnlyList<MessageAddress> Bcc,
    IReadOnlyList<MessageAddress> ReplyTo,
    string? MessageId,
    IReadOnlyList<string> InReplyTo,
    IReadOnlyList<string> References);

/// <param name="Part">IMAP section number, such as <c>1.2</c>.</param>
/// <param name="Size">Bytes after decoding.</param>
public sealed record MailAttachment(
    Guid Id,
    string Part,
    string Filename,
    string ContentType,
    long Size,
    bool Inline,
    string? ContentId);

/// <summary>A label that was found by its name.</summary>
/// <param name="Role">Null for an ordinary one.</param>
public sealed record NamedLabel(Guid Id, string? Role);

/// <summary>A label as its owner sees it.</summary>
/// <param name="Name">The last part of the path.</param>
/// <param name="Path">Parts separated by a slash.</param>
/// <param name="Role"><c>inbox sent drafts trash junk archive all flagged</c>, or null for an ordinary one.</param>
public sealed record MailLabel(
    Guid Id,
    Guid ConnectionId,
    string Name,
    string Path,
    string? Role,
    long MessageCount,
    long UnreadCount);
