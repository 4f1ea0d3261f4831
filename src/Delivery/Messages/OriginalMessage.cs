namespace EmailAgent.Delivery.Messages;

/// <summary>The parts of a received message that a reply or a forwarded message takes over. All of them are untrusted.</summary>
public sealed record OriginalMessage
{
    public IReadOnlyList<OutgoingAddress> From { get; init; } = [];

    public IReadOnlyList<OutgoingAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<OutgoingAddress> To { get; init; } = [];

    public IReadOnlyList<OutgoingAddress> Cc { get; init; } = [];

    public string? Subject { get; init; }

    public DateTimeOffset? Date { get; init; }

    /// <summary>Gets the identifier, without brackets.</summary>
    public string? MessageId { get; init; }

    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Gets the plain text, for the quotation.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the HTML, for the quotation; sanitized by the caller. Null to quote the text.</summary>
    public string? Html { get; init; }
}
