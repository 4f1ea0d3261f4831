namespace EmailAgent.Grains.Shares;

/// <summary>Access to a mailbox; each level includes those before.</summary>
public enum MailboxAccess
{
    /// <summary>See it in lists, read its mail and its events.</summary>
    Read = 1,

    /// <summary>Answer, which is also to mark, label, move and throw away messages.</summary>
    Send = 2,

    /// <summary>Change its settings, start its sync, see its status, and grant access to other members.</summary>
    Manage = 3,

    /// <summary>Full access: only an owner disconnects a mailbox, deletes mail permanently, and shares it with an organization. Cannot be granted.</summary>
    Owner = 4,
}
