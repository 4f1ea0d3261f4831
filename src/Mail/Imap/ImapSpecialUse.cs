namespace EmailAgent.Mail.Imap;

/// <summary>What a mailbox is for (RFC 6154, RFC 8457).</summary>
public enum ImapSpecialUse
{
    /// <summary>Where new mail arrives; the mailbox named INBOX.</summary>
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
