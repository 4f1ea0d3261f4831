namespace EmailAgent.Mail.Imap;

/// <summary>What STORE does with the flags given.</summary>
public enum ImapStoreAction
{
    /// <summary>Adds them.</summary>
    Add,

    /// <summary>Removes them.</summary>
    Remove,

    /// <summary>Makes them the only ones.</summary>
    Replace,
}
