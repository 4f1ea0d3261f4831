namespace EmailAgent.Search;

/// <summary>Searchable content of a message.</summary>
internal sealed record SearchContent
{
    /// <summary>The message's date as it is stored.</summary>
    public required DateTimeOffset Date { get; init; }

    public string Subject { get; init; } = "";

    public string FromEmail { get; init; } = "";

    public string? FromName { get; init; }

    /// <summary>The names and addresses of the recipients.</summary>
    public IReadOnlyList<string?> To { get; init; } = [];

    /// <summary>Also the place for Bcc.</summary>
    public IReadOnlyList<string?> Cc { get; init; } = [];

    /// <summary>The text body, or the text of the HTML body.</summary>
    public string BodyText { get; init; } = "";

    public bool HasAttachments { get; init; }

    public IReadOnlyList<string> AttachmentNames { get; init; } = [];
}
