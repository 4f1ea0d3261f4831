namespace EmailAgent.Mail.Imap;

/// <summary>Which mailboxes to list and what to tell of each (LIST-EXTENDED, RFC 5258; RFC 9051 section 6.3.9).</summary>
public sealed record ImapListQuery
{
    /// <summary>
    /// Names in Unicode, with <c>*</c> for anything and <c>%</c> for anything within one level; one of them must match.
    /// Several cost a command each where the server has no LIST-EXTENDED. Default: <c>*</c>.
    /// </summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["*"];

    /// <summary>Only subscribed mailboxes; by LSUB where the server has no LIST-EXTENDED. Default: false.</summary>
    public bool Subscribed { get; init; }

    /// <summary>Only mailboxes with a special use (RFC 6154); sorted out here where the server cannot. Default: false.</summary>
    public bool SpecialUse { get; init; }

    /// <summary>
    /// With <see cref="Subscribed"/>, also mailboxes that do not match but have children that do; see
    /// <see cref="ImapMailbox.ChildInfo"/>. Ignored where the server has no LIST-EXTENDED. Default: false.
    /// </summary>
    public bool RecursiveMatch { get; init; }

    /// <summary>Tells \Subscribed of each mailbox, where the server has LIST-EXTENDED. Default: false.</summary>
    public bool ReturnSubscribed { get; init; }

    /// <summary>Tells \HasChildren or \HasNoChildren of each mailbox; servers with CHILDREN (RFC 3348) do it anyway. Default: false.</summary>
    public bool ReturnChildren { get; init; }
}
