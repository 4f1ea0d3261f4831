using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap;

/// <summary>The main header fields as the server read them (RFC 9051 section 7.5.2), decoded. What is missing or unreadable is null or empty.</summary>
public sealed record ImapEnvelope
{
    /// <summary>Gets the date of the Date field.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Subject, encoded words decoded.</summary>
    public string? Subject { get; init; }

    /// <summary>Authors.</summary>
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    /// <summary>Gets the sender; servers repeat <see cref="From"/> if the message has no such field.</summary>
    public IReadOnlyList<MailAddress> Sender { get; init; } = [];

    /// <summary>Gets the addresses for replies; servers repeat <see cref="From"/> if the message has no such field.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Recipients. Members of groups are listed, the groups themselves are not.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Recipients of copies.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Recipients of blind copies, in messages that were kept before sending.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>Gets In-Reply-To as written.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Message-ID as written, usually with angle brackets.</summary>
    public string? MessageId { get; init; }
}
