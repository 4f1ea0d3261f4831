namespace EmailAgent.Storage.Mail;

/// <summary>A message to store, parsed and indexed. Text may be anything; what PostgreSQL does not take is replaced.</summary>
public sealed record NewMessage
{
    /// <summary>Ours, new. Ids that grow with time (UUID version 7) keep the indexes dense.</summary>
    public required Guid Id { get; init; }

    public required MessageSite Site { get; init; }

    /// <summary>Hash of what stays the same wherever the message is moved.</summary>
    public required Guid Identity { get; init; }

    /// <summary>The Date header where believable, else <see cref="ReceivedAt"/>.</summary>
    public required DateTimeOffset Date { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Bytes on the server.</summary>
    public required long Size { get; init; }

    /// <summary>As on the server, in any order.</summary>
    public string[] Flags { get; init; } = [];

    public bool HasAttachments { get; init; }

    public string Subject { get; init; } = "";

    public string FromEmail { get; init; } = "";

    public string? FromName { get; init; }

    public string Preview { get; init; } = "";

    /// <summary>From the search document builder: a tsvector in its binary form.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    public IReadOnlyList<MessageAddress> To { get; init; } = [];

    public IReadOnlyList<MessageAddress> Cc { get; init; } = [];

    public IReadOnlyList<MessageAddress> Bcc { get; init; } = [];

    public IReadOnlyList<MessageAddress> ReplyTo { get; init; } = [];

    /// <summary>Without angle brackets, like the other two.</summary>
    public string? MessageId { get; init; }

    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    public IReadOnlyList<string> References { get; init; } = [];

    public string BodyText { get; init; } = "";

    /// <summary>As it came.</summary>
    public string? BodyHtml { get; init; }

    /// <summary>What was wrong with the message's form, in words.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];

    public IReadOnlyList<NewAttachment> Attachments { get; init; } = [];

    /// <summary><c>email.received</c> or <c>email.sent</c>; null for mail that was there before the connection: no event then.</summary>
    public string? EventType { get; init; }
}

public sealed record MessageAddress(string? Name, string Email);

/// <param name="Part">IMAP section number, such as <c>1.2</c>.</param>
/// <param name="Size">Bytes after decoding.</param>
public sealed record NewAttachment(
    Guid Id,
    string Part,
    string Filename,
    string ContentType,
    long Size,
    bool Inline,
    string? ContentId);
