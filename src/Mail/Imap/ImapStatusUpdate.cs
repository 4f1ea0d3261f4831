namespace EmailAgent.Mail.Imap;

/// <summary>Values of one STATUS response; null for those omitted. Updates by NOTIFY contain only what changed (RFC 5465 section 5).</summary>
public sealed record ImapStatusUpdate
{
    /// <summary>While it stays the same, UIDs mean the same messages.</summary>
    public uint? UidValidity { get; init; }

    /// <summary>Lower bound for the UIDs of future messages.</summary>
    public uint? UidNext { get; init; }

    /// <summary>Number of messages.</summary>
    public uint? Messages { get; init; }

    /// <summary>Number of messages without \Seen.</summary>
    public uint? Unseen { get; init; }

    /// <summary>Number of messages with \Deleted.</summary>
    public uint? Deleted { get; init; }

    /// <summary>Bytes of all messages.</summary>
    public ulong? Size { get; init; }

    /// <summary>Highest mod-sequence; 0 if the mailbox keeps none (RFC 7162 section 3.1.2.2).</summary>
    public ulong? HighestModSeq { get; init; }

    /// <summary>Identifier that a rename does not change (RFC 8474).</summary>
    public string? MailboxId { get; init; }

    /// <summary>Returns the state after a later update.</summary>
    internal ImapStatusUpdate With(ImapStatusUpdate later) => new()
    {
        UidValidity = later.UidValidity ?? UidValidity,
        UidNext = later.UidNext ?? UidNext,
        Messages = later.Messages ?? Messages,
        Unseen = later.Unseen ?? Unseen,
        Deleted = later.Deleted ?? Deleted,
        Size = later.Size ?? Size,
        HighestModSeq = later.HighestModSeq ?? HighestModSeq,
        MailboxId = later.MailboxId ?? MailboxId,
    };

    /// <summary>Converts to the answer to STATUS, in which omitted values are 0.</summary>
    internal ImapStatus ToStatus() => new(UidValidity ?? 0, UidNext ?? 0, Messages ?? 0, HighestModSeq is 0 ? null : HighestModSeq)
    {
        Unseen = Unseen,
        Deleted = Deleted,
        Size = Size,
        MailboxId = MailboxId,
    };
}
