namespace EmailAgent.Delivery.Messages;

/// <summary>
/// The content of a message to send. Written twice it gives the same bytes, so that the copy in the sender's folder and a second attempt
/// are the message itself.
/// </summary>
public sealed record OutgoingMessage
{
    /// <summary>Gets the authors, at least one.</summary>
    public required IReadOnlyList<OutgoingAddress> From { get; init; }

    /// <summary>Gets the sender; required if there are several authors. Default: null.</summary>
    public OutgoingAddress? Sender { get; init; }

    public IReadOnlyList<OutgoingAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<OutgoingAddress> To { get; init; } = [];

    public IReadOnlyList<OutgoingAddress> Cc { get; init; } = [];

    /// <summary>Gets the recipients that no recipient sees. They are in <see cref="Recipients"/> and never in the message.</summary>
    public IReadOnlyList<OutgoingAddress> Bcc { get; init; } = [];

    public string Subject { get; init; } = "";

    public required DateTimeOffset Date { get; init; }

    /// <summary>Gets the identifier, without brackets. The caller stores it before the first attempt, so that the message can be found after an unknown outcome.</summary>
    public required string MessageId { get; init; }

    /// <summary>Gets the identifiers of the messages that are replied to, without brackets.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>Gets the identifiers of the thread, oldest first, without brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Gets further header fields. Those that other properties stand for are refused.</summary>
    public IReadOnlyList<OutgoingHeader> Headers { get; init; } = [];

    /// <summary>Gets the plain text; null makes it from <see cref="Html"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the HTML, which is sent as it is. Default: null, text only.</summary>
    public string? Html { get; init; }

    /// <summary>Gets the files that the HTML shows by their identifiers.</summary>
    public IReadOnlyList<OutgoingFile> Inline { get; init; } = [];

    public IReadOnlyList<OutgoingFile> Attachments { get; init; } = [];

    /// <summary>Gets a value indicating whether the message is a draft, which need not have recipients. Default: false.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Gets the addresses to send to, each once and in the order of their fields.</summary>
    public IReadOnlyList<string> Recipients => [.. To.Concat(Cc).Concat(Bcc).Select(a => a.Address).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Returns a new identifier that reveals nothing but the domain.</summary>
    /// <param name="domain">Domain of the sender; in Unicode, it is converted.</param>
    public static string NewMessageId(string domain) => $"{Guid.NewGuid():N}@{OutgoingText.ToAscii(domain)}";
}
