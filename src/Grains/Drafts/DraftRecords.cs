using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Drafts;

/// <summary>A row of <c>drafts</c>.</summary>
internal sealed record DraftRow(Guid UserId, Guid Id, Guid ConnectionId)
{
    public MailboxId Mailbox => new(UserId, ConnectionId);

    /// <summary>Gets the draft as it was last saved here, as JSON; null if it never was.</summary>
    public string? Content { get; init; }

    /// <summary>Gets a value indicating whether another mail client saved the newest version, which is the message <see cref="MailId"/>.</summary>
    public bool IsForeign { get; init; }

    public string Subject { get; init; } = "";

    public IReadOnlyList<string> ToEmails { get; init; } = [];

    public string Preview { get; init; } = "";

    /// <summary>Gets a JSON object: ids of attachments of former messages, and of the same attachments now.</summary>
    public string Aliases { get; init; } = "{}";

    /// <summary>Gets a number that grows with each save, here or in another mail client.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>Gets the revision of the last event.</summary>
    public long Announced { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>Gets the message in the copy of the mailbox; null if there is none.</summary>
    public Guid? MailId { get; init; }

    /// <summary>Gets the revision that the mailbox has.</summary>
    public long MailRevision { get; init; }

    /// <summary>Gets the revision that was last written to the mailbox, or is being written; 0 for none.</summary>
    public long Version { get; init; }

    /// <summary>Gets the Message-ID of <see cref="Version"/>, without angle brackets.</summary>
    public string? VersionMessageId { get; init; }

    public DateTimeOffset? VersionDate { get; init; }

    /// <summary>Gets the server's id of <see cref="Version"/>, where messages have one.</summary>
    public string? VersionRemoteId { get; init; }

    public long VersionSize { get; init; }

    /// <summary>Gets the message of the version before, which is to be removed from the mailbox; null for none.</summary>
    public Guid? ReplacedId { get; init; }

    /// <summary>Gets when a version was last written to the mailbox.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    public string? Error { get; init; }

    public Guid? CopyOf { get; init; }

    /// <summary>Gets the outgoing message that it is, or was last, sent as.</summary>
    public Guid? HeldBy { get; init; }

    /// <summary>Gets the end of the hold; null for one that lasts until the outgoing message ends.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public long? HeldRevision { get; init; }

    /// <summary>Gets when it was deleted; it remains until it is removed from the mailbox.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public override string ToString() => $"{nameof(DraftRow)} {Id:N}";
}

/// <summary>A message that has come into a folder for drafts.</summary>
/// <param name="MessageId">Without angle brackets; null for none.</param>
/// <param name="RemoteId">The server's id, where messages have one.</param>
/// <param name="IsNews">Indicates whether it came there since the mailbox was connected.</param>
internal sealed record ArrivedDraft(
    Guid Id,
    Guid ThreadId,
    string? MessageId,
    string? RemoteId,
    DateTimeOffset Date,
    DateTimeOffset ReceivedAt,
    string Subject,
    IReadOnlyList<string> ToEmails,
    string Preview,
    bool IsNews);

/// <summary>A draft whose message has left the folder for drafts, or the mailbox.</summary>
/// <param name="ThreadId">The thread that the message was in.</param>
internal sealed record LeftDraft(DraftRow Draft, Guid ThreadId);

/// <summary>A draft that another mail client began moments ago, which may be the next version of one that disappears.</summary>
internal sealed record RecentDraft(DraftRow Draft, ArrivedDraft Mail);

/// <summary>The values that a save sets.</summary>
/// <param name="Json">All of the draft.</param>
/// <param name="Files">The attachments.</param>
internal sealed record DraftContent(string Json, string Subject, IReadOnlyList<string> ToEmails, string Preview, IReadOnlyList<Guid> Files);

/// <summary>A change of a draft.</summary>
/// <param name="Draft">The draft as it is to be.</param>
/// <param name="Copy">The other version, if two were saved at the same time, as a draft of its own.</param>
/// <param name="Files">The attachments, if they are others than before; null if they are not.</param>
internal sealed record DraftChange(DraftRow Draft, DraftRow? Copy = null, IReadOnlyList<Guid>? Files = null);

/// <summary>The decision over a request.</summary>
/// <param name="Change">Null to leave the draft as it is.</param>
internal sealed record DraftDecision(DraftWrite Result, DraftChange? Change = null);

/// <summary>The result of a write.</summary>
internal enum DraftWrite
{
    Written,

    NotFound,

    /// <summary>There is a draft with this id already, or the mailbox does not exist.</summary>
    NotStored,

    /// <summary>The user has as many drafts as allowed.</summary>
    TooMany,

    /// <summary>An upload has been deleted meanwhile.</summary>
    FilesGone,

    /// <summary>The draft is no longer as the caller read it.</summary>
    Changed,

    /// <summary>The draft is being sent.</summary>
    Sending,
}

/// <summary>The result of a request.</summary>
/// <param name="Draft">The draft as it is now; null if there is none.</param>
/// <param name="HasEvents">Indicates whether events were appended, which are to be announced.</param>
internal sealed record DraftResult(DraftWrite Result, DraftRow? Draft, bool HasEvents = false);

/// <summary>The changes of drafts that follow from a commit of a mailbox.</summary>
/// <param name="Deleted">Drafts that are gone; before the others, since their messages may have become those of others.</param>
/// <param name="Changed">Drafts as they are to be.</param>
/// <param name="Added">New drafts.</param>
internal sealed record DraftPlan(IReadOnlyList<DraftRow> Deleted, IReadOnlyList<DraftRow> Changed, IReadOnlyList<DraftRow> Added);

/// <summary>A version of a draft as a message.</summary>
/// <param name="MessageId">Without angle brackets.</param>
internal sealed record DraftVersion(Guid DraftId, long Revision, string MessageId, DateTimeOffset Date, ReadOnlyMemory<byte> Message)
{
    public override string ToString() => nameof(DraftVersion);
}

/// <summary>A draft in the form in which the mailbox gets it.</summary>
internal sealed record ComposedDraft(ReadOnlyMemory<byte> Message)
{
    public override string ToString() => nameof(ComposedDraft);
}

/// <summary>An attachment of a message, by what stays the same in the next version of the message.</summary>
internal sealed record DraftFileName(Guid Id, string Name, long Size);
