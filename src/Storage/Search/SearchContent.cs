using EmailAgent.Storage.Mail;

namespace EmailAgent.Storage.Search;

/// <summary>What of a message is searched.</summary>
public sealed record SearchContent
{
    /// <summary>The message's date as it is stored.</summary>
    public required DateTimeOffset Date { get; init; }

    public string Subject { get; init; } = "";

    public string FromEmail { get; init; } = "";

    public string? FromName { get; init; }

    public IReadOnlyList<MessageAddress> To { get; init; } = [];

    /// <summary>Also the place for Bcc.</summary>
    public IReadOnlyList<MessageAddress> Cc { get; init; } = [];

    /// <summary>The text body, or the text of the HTML body.</summary>
    public string BodyText { get; init; } = "";

    public bool HasAttachments { get; init; }

    public IReadOnlyList<string> AttachmentNames { get; init; } = [];
}
