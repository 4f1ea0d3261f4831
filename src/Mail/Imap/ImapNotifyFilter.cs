using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap;

/// <summary>Filter that selects the mailboxes of a NOTIFY group (RFC 5465 section 6).</summary>
public sealed class ImapNotifyFilter
{
    private readonly string _keyword;
    private readonly IReadOnlyList<ImapMailbox> _mailboxes;

    private ImapNotifyFilter(string keyword, params IReadOnlyList<ImapMailbox> mailboxes)
    {
        _keyword = keyword;
        _mailboxes = mailboxes;
    }

    /// <summary>The selected mailbox; events are reported at once.</summary>
    public static ImapNotifyFilter Selected { get; } = new("selected");

    /// <summary>The selected mailbox; removed messages are reported only when a server without NOTIFY would report them.</summary>
    public static ImapNotifyFilter SelectedDelayed { get; } = new("selected-delayed");

    /// <summary>Mailboxes that can receive deliveries; the same as <see cref="Personal"/> if the server does not know which they are.</summary>
    public static ImapNotifyFilter Inboxes { get; } = new("inboxes");

    /// <summary>All mailboxes in the user's own namespaces.</summary>
    public static ImapNotifyFilter Personal { get; } = new("personal");

    /// <summary>All mailboxes subscribed to, as they change.</summary>
    public static ImapNotifyFilter Subscribed { get; } = new("subscribed");

    /// <summary>Indicates whether the filter is one for the selected mailbox, of which only messages and flags can be reported.</summary>
    internal bool IsSelected => this == Selected || this == SelectedDelayed;

    /// <summary>Mailboxes with all that is below them, now and later.</summary>
    /// <exception cref="ArgumentException">No mailbox.</exception>
    public static ImapNotifyFilter Subtree(params IReadOnlyList<ImapMailbox> mailboxes) => Named("subtree", mailboxes);

    /// <summary>Mailboxes by name. Dovecot 2.3 refuses more than 100, and does not find names beyond ASCII, here and in <see cref="Subtree"/>.</summary>
    /// <exception cref="ArgumentException">No mailbox.</exception>
    public static ImapNotifyFilter Mailboxes(params IReadOnlyList<ImapMailbox> mailboxes) => Named("mailboxes", mailboxes);

    internal void Write(CommandWriter writer)
    {
        writer.Raw(_keyword);
        var before = " (";
        foreach (var mailbox in _mailboxes)
        {
            writer.Raw(before).Mailbox(mailbox);
            before = " ";
        }

        writer.Raw(_mailboxes.Count > 0 ? ")" : "");
    }

    private static ImapNotifyFilter Named(string keyword, IReadOnlyList<ImapMailbox> mailboxes)
    {
        ArgumentNullException.ThrowIfNull(mailboxes);
        return mailboxes.Count > 0
            ? new ImapNotifyFilter(keyword, [.. mailboxes])
            : throw new ArgumentException("No mailbox.", nameof(mailboxes));
    }
}
