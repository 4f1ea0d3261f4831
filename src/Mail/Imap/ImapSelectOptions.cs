namespace EmailAgent.Mail.Imap;

/// <summary>Options for selecting a mailbox.</summary>
public sealed record ImapSelectOptions
{
    /// <summary>EXAMINE instead of SELECT: nothing can be changed and \Recent stays. Default: false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Requests mod-sequences if the server has CONDSTORE (RFC 7162 section 3.1.8). Default: true.</summary>
    public bool Condstore { get; init; } = true;

    /// <summary>Asks for everything that changed since a known state. QRESYNC must have been enabled. Default: null.</summary>
    public ImapQResync? QResync { get; init; }
}
