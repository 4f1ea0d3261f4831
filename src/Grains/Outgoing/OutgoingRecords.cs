using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Outgoing;

/// <summary>A row of <c>outgoing</c>.</summary>
/// <param name="CreatedBy">The user who requested it; not always the owner of a shared mailbox.</param>
/// <param name="State">One of <see cref="OutgoingStates"/>.</param>
/// <param name="MessageId">The <c>Message-ID</c> without angle brackets; the same in all attempts.</param>
/// <param name="Recipients">In the order of the envelope.</param>
/// <param name="MessageBlob">The message without the field Bcc.</param>
/// <param name="CopyBlob">The copy for the folder of sent mail; null if it is the same.</param>
/// <param name="DueAt">When the next attempt is due; while it is being sent, when its outcome is to be found out.</param>
/// <param name="FirstDueAt">When the first attempt was due, from which the time for retries counts.</param>
internal sealed record OutgoingRow(
    Guid UserId,
    Guid Id,
    Guid ConnectionId,
    Guid CreatedBy,
    string State,
    string MessageId,
    string Sender,
    string Subject,
    IReadOnlyList<OutgoingRecipient> Recipients,
    int RecipientCount,
    Guid MessageBlob,
    Guid? CopyBlob,
    long Size,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    DateTimeOffset FirstDueAt)
{
    public MailboxId Mailbox => new(UserId, ConnectionId);

    /// <summary>Gets the value of the field <c>Message-ID</c>.</summary>
    public string MessageIdField => $"<{MessageId}>";

    public DateTimeOffset? UndoUntil { get; init; }

    public DateTimeOffset? SendAt { get; init; }

    public string? Timezone { get; init; }

    public int Attempts { get; init; }

    /// <summary>Gets the attempt that is under way, or was the last.</summary>
    public Guid? Claim { get; init; }

    /// <summary>Gets when an attempt ended without an answer; null if it did not.</summary>
    public DateTimeOffset? UncertainSince { get; init; }

    /// <summary>Gets a value indicating whether it was sent again although its outcome was unknown, so that it is never certain that it was not sent.</summary>
    public bool MaybeSent { get; init; }

    public string? Error { get; init; }

    public string? Status { get; init; }

    public string? RemoteId { get; init; }

    public string? SentCopy { get; init; }

    public int CopyAttempts { get; init; }

    public Guid? InReplyToId { get; init; }

    public Guid? ThreadId { get; init; }

    public bool IfNoReply { get; init; }

    public Guid? DraftId { get; init; }

    /// <summary>Gets when the first recipient was accepted.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? RepliedAt { get; init; }

    public DateTimeOffset? BouncedAt { get; init; }

    public override string ToString() => $"{nameof(OutgoingRow)} {Id:N}";
}

/// <summary>The result of a change.</summary>
/// <param name="Mail">The message as it is now.</param>
/// <param name="HasEvents">Indicates whether events were appended, which are to be announced.</param>
internal sealed record OutgoingChanged(OutgoingRow Mail, bool IsChanged, bool HasEvents);

/// <summary>The result of storing a new message.</summary>
internal enum OutgoingInsert
{
    Stored,

    /// <summary>A message with this id exists already, or the mailbox does not.</summary>
    NotStored,

    /// <summary>The content was collected meanwhile.</summary>
    BlobsGone,

    /// <summary>The draft that it was written as is being sent as another message.</summary>
    Superseded,

    /// <summary>The user has sent as much as is allowed in 24 hours.</summary>
    LimitReached,

    /// <summary>The user has as many scheduled messages as allowed.</summary>
    TooManyScheduled,
}

/// <summary>The times at which the work of a mailbox is due; null for never.</summary>
/// <param name="Mail">The next attempt.</param>
/// <param name="Outcome">The next search for the outcome of an attempt.</param>
/// <param name="Copy">The next copy for the folder of sent mail.</param>
internal sealed record OutgoingAgenda(DateTimeOffset? Mail, DateTimeOffset? Outcome, DateTimeOffset? Copy);
