namespace EmailAgent.Mail.Imap;

/// <summary>The state of a mailbox when it was selected (RFC 9051 section 6.3.2).</summary>
public sealed record ImapSelection
{
    /// <summary>The mailbox.</summary>
    public required ImapMailbox Mailbox { get; init; }

    /// <summary>While it stays the same, UIDs mean the same messages. 0 if the server has no lasting UIDs.</summary>
    public required uint UidValidity { get; init; }

    /// <summary>Lower bound for the UIDs of future messages; 0 if the server did not send it.</summary>
    public required uint UidNext { get; init; }

    /// <summary>Number of messages.</summary>
    public required uint Exists { get; init; }

    /// <summary>Highest mod-sequence; null without CONDSTORE or if the mailbox has none (NOMODSEQ).</summary>
    public required ulong? HighestModSeq { get; init; }

    /// <summary>Indicates whether the mailbox cannot be changed, by request or by the server's decision.</summary>
    public required bool ReadOnly { get; init; }

    /// <summary>Flags that can be changed permanently; \* means that new keywords can be created. Null if the server did not send them: all.</summary>
    public required IReadOnlyList<string>? PermanentFlags { get; init; }

    /// <summary>Identifier that a rename does not change (OBJECTID, RFC 8474 section 4.2); null if the server has none.</summary>
    public string? MailboxId { get; init; }

    /// <summary>UIDs removed since the state given in <see cref="ImapSelectOptions.QResync"/>; can include UIDs that the client never knew.</summary>
    public required UidSet Vanished { get; init; }

    /// <summary>Messages new or with changed flags since the state given in <see cref="ImapSelectOptions.QResync"/>.</summary>
    public required IReadOnlyList<ImapFlagUpdate> Changes { get; init; }
}
