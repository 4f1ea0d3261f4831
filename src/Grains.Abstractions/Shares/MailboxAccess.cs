namespace EmailAgent.Grains.Shares;

/// <summary>What somebody may do with a mailbox: each the one before, and more.</summary>
public enum MailboxAccess
{
    /// <summary>See it in lists, read its mail and its events.</summary>
    Read = 1,

    /// <summary>Answer, which is also to mark, label, move and throw away messages.</summary>
    Send = 2,

    /// <summary>Change its settings, start its sync, see how it does, and say who else may what.</summary>
    Manage = 3,

    /// <summary>Everything: only an owner disconnects a mailbox, deletes mail for good, and shares it with an organization. Cannot be given.</summary>
    Owner = 4,
}
