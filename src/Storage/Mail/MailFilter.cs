namespace EmailAgent.Storage.Mail;

/// <summary>What to list; null leaves a criterion out.</summary>
public sealed record MailFilter
{
    /// <summary>In any of these labels.</summary>
    public Guid[]? LabelIds { get; init; }

    /// <summary>All labels of this role, such as <c>inbox</c>, across connections.</summary>
    public string? LabelRole { get; init; }

    public Guid? ConnectionId { get; init; }

    public bool? IsRead { get; init; }

    public bool? IsStarred { get; init; }

    public bool? HasAttachments { get; init; }

    /// <summary>Part of the sender's address or name, any case.</summary>
    public string? From { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? DateTo { get; init; }

    /// <summary>Whether messages in trash and junk are left out.</summary>
    public bool HidesTrash { get; init; }

    public MailSort Sort { get; init; }

    public bool Ascending { get; init; }

    /// <summary>How many to pass over.</summary>
    public int Offset { get; init; }

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>The order of a list; messages that are equal in it are in the order of their dates.</summary>
public enum MailSort
{
    Date,
    From,
}
