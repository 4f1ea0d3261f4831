namespace EmailAgent.Mail.Imap;

/// <summary>What STATUS asks for besides what it always asks for (RFC 9051 section 6.3.11). Each of these may cost the server a scan.</summary>
[Flags]
public enum ImapStatusItems
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Number of messages without \Seen.</summary>
    Unseen = 1,

    /// <summary>Bytes of all messages; left out where the server has neither STATUS=SIZE (RFC 8438) nor IMAP4rev2.</summary>
    Size = 2,

    /// <summary>Number of messages with \Deleted; left out where the server has no IMAP4rev2.</summary>
    Deleted = 4,

    /// <summary>
    /// Identifier of the mailbox; left out where the server has no OBJECTID (RFC 8474). Cyrus 3.6 answers with memory that it
    /// has freed, which can cost the connection: there the identifier is better learned by SELECT.
    /// </summary>
    MailboxId = 8,
}
