namespace EmailAgent.Mail.Imap;

/// <summary>Special use of a mailbox (RFC 6154, RFC 8457).</summary>
public enum ImapSpecialUse
{
    /// <summary>Mailbox for new mail, named INBOX.</summary>
    Inbox,

    /// <summary>All messages of the account.</summary>
    All,

    /// <summary>Archived messages.</summary>
    Archive,

    /// <summary>Drafts.</summary>
    Drafts,

    /// <summary>Messages that carry \Flagged.</summary>
    Flagged,

    /// <summary>Messages thought to be important.</summary>
    Important,

    /// <summary>Unwanted mail.</summary>
    Junk,

    /// <summary>Copies of sent mail.</summary>
    Sent,

    /// <summary>Deleted mail.</summary>
    Trash,
}
