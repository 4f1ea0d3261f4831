namespace EmailAgent.Mail.Imap;

/// <summary>Effect of STORE on the given flags.</summary>
public enum ImapStoreAction
{
    /// <summary>Adds them.</summary>
    Add,

    /// <summary>Removes them.</summary>
    Remove,

    /// <summary>Makes them the only ones.</summary>
    Replace,
}
