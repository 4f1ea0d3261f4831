namespace EmailAgent.Mail.Imap;

/// <summary>Criteria and return options of a listing (LIST-EXTENDED, RFC 5258; RFC 9051 section 6.3.9).</summary>
public sealed record ImapListQuery
{
    /// <summary>
    /// Names in Unicode, with <c>*</c> for anything and <c>%</c> for anything within one level; one of them must match.
    /// Several cost a command each if the server has no LIST-EXTENDED. Default: <c>*</c>.
    /// </summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["*"];

    /// <summary>Lists only subscribed mailboxes; by LSUB if the server has no LIST-EXTENDED. Default: false.</summary>
    public bool Subscribed { get; init; }

    /// <summary>Lists only mailboxes with a special use (RFC 6154); filtered by the client if the server cannot. Default: false.</summary>
    public bool SpecialUse { get; init; }

    /// <summary>
    /// Lists, together with <see cref="Subscribed"/>, also mailboxes that do not match but have children that do; see
    /// <see cref="ImapMailbox.ChildInfo"/>. Ignored if the server has no LIST-EXTENDED. Default: false.
    /// </summary>
    public bool RecursiveMatch { get; init; }

    /// <summary>Requests \Subscribed of each mailbox, if the server has LIST-EXTENDED. Default: false.</summary>
    public bool ReturnSubscribed { get; init; }

    /// <summary>Requests \HasChildren or \HasNoChildren of each mailbox; servers with CHILDREN (RFC 3348) always send it. Default: false.</summary>
    public bool ReturnChildren { get; init; }
}
