namespace EmailAgent.Mail.Imap;

/// <summary>Items of STATUS in addition to those that are always requested (RFC 9051 section 6.3.11). Each of them can cost the server a scan.</summary>
[Flags]
public enum ImapStatusItems
{
    /// <summary>No additional items.</summary>
    None = 0,

    /// <summary>Number of messages without \Seen.</summary>
    Unseen = 1,

    /// <summary>Bytes of all messages; omitted if the server has neither STATUS=SIZE (RFC 8438) nor IMAP4rev2.</summary>
    Size = 2,

    /// <summary>Number of messages with \Deleted; omitted if the server has no IMAP4rev2.</summary>
    Deleted = 4,

    /// <summary>
    /// Identifier of the mailbox; omitted if the server has no OBJECTID (RFC 8474). Cyrus 3.6 answers from memory that it has freed,
    /// which can cost the connection: use SELECT for the identifier there.
    /// </summary>
    MailboxId = 8,
}
