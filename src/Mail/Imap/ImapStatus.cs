namespace EmailAgent.Mail.Imap;

/// <summary>Status of a mailbox that is not selected (RFC 9051 section 6.3.11). Values that a server omits are 0.</summary>
/// <param name="UidValidity">While it stays the same, UIDs mean the same messages.</param>
/// <param name="UidNext">Lower bound for the UIDs of future messages.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="HighestModSeq">Highest mod-sequence (RFC 7162), null if the server or mailbox has none.</param>
public sealed record ImapStatus(uint UidValidity, uint UidNext, uint Messages, ulong? HighestModSeq)
{
    /// <summary>Number of messages without \Seen; null unless <see cref="ImapStatusItems.Unseen"/> was requested.</summary>
    public uint? Unseen { get; init; }

    /// <summary>Number of messages with \Deleted; null unless <see cref="ImapStatusItems.Deleted"/> was requested and sent.</summary>
    public uint? Deleted { get; init; }

    /// <summary>Bytes of all messages; null unless <see cref="ImapStatusItems.Size"/> was requested and sent.</summary>
    public ulong? Size { get; init; }

    /// <summary>
    /// Identifier that a rename does not change (OBJECTID, RFC 8474 section 4); null unless <see cref="ImapStatusItems.MailboxId"/>
    /// was requested and sent.
    /// </summary>
    public string? MailboxId { get; init; }
}
