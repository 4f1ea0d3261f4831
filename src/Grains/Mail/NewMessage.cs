using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Replies;

namespace EmailAgent.Grains.Mail;

/// <summary>A message to store, parsed and indexed. It may contain any text; characters that PostgreSQL does not accept are replaced.</summary>
internal sealed record NewMessage
{
    /// <summary>Returns our new id. Ids that grow with time (UUID version 7) keep the indexes dense.</summary>
    public required Guid Id { get; init; }

    public required MessageSite Site { get; init; }

    /// <summary>Returns a hash of the properties that a move does not change.</summary>
    public required Guid Identity { get; init; }

    /// <summary>Returns the Date header if it is believable, else <see cref="ReceivedAt"/>.</summary>
    public required DateTimeOffset Date { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Returns the number of bytes on the server.</summary>
    public required long Size { get; init; }

    /// <summary>Returns the flags on the server, in any order.</summary>
    public string[] Flags { get; init; } = [];

    public bool HasAttachments { get; init; }

    public string Subject { get; init; } = "";

    public string FromEmail { get; init; } = "";

    public string? FromName { get; init; }

    public string Preview { get; init; } = "";

    /// <summary>Returns the result of the search document builder: a tsvector in its binary form.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    public IReadOnlyList<EmailAddress> To { get; init; } = [];

    public IReadOnlyList<EmailAddress> Cc { get; init; } = [];

    public IReadOnlyList<EmailAddress> Bcc { get; init; } = [];

    public IReadOnlyList<EmailAddress> ReplyTo { get; init; } = [];

    /// <summary>Returns the id without angle brackets, like the other two.</summary>
    public string? MessageId { get; init; }

    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    public IReadOnlyList<string> References { get; init; } = [];

    public string BodyText { get; init; } = "";

    /// <summary>Returns the original HTML, not sanitized.</summary>
    public string? BodyHtml { get; init; }

    /// <summary>Returns the codes of defects in the message's form.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Returns <c>email.received</c> or <c>email.sent</c>; null, for no event, if the message is older than the connection.</summary>
    public string? EventType { get; init; }

    /// <summary>Returns what the message may mean for outgoing ones; null if it did not come in now.</summary>
    public ReplySigns? Signs { get; init; }

    /// <summary>Returns the header fields that the analysis reads; null if there are none.</summary>
    public HeaderSignals? Signals { get; init; }
}
