namespace EmailAgent.Mail.Imap;

/// <summary>What the server reported by NOTIFY about mailboxes that are not selected, since it was last taken.</summary>
/// <param name="Counted">Mailboxes whose messages or flags changed, each once.</param>
/// <param name="Listed">
/// Mailboxes that came, went or changed, in order: one that went is \NonExistent, one that got another name says which it had
/// (<see cref="ImapMailbox.OldName"/>).
/// </param>
/// <param name="Incomplete">True if more came than <see cref="ImapLimits.News"/> and some was dropped: compare all mailboxes.</param>
/// <param name="Stopped">True if the server had too much to tell and stopped (NOTIFICATIONOVERFLOW, RFC 5465 section 5.8): compare all mailboxes, and ask again if at all.</param>
public sealed record ImapNews(
    IReadOnlyList<ImapMailboxNews> Counted, IReadOnlyList<ImapMailbox> Listed, bool Incomplete, bool Stopped)
{
    /// <summary>Nothing.</summary>
    public static ImapNews None { get; } = new([], [], false, false);

    /// <summary>True if nothing was reported.</summary>
    public bool IsEmpty => Counted.Count == 0 && Listed.Count == 0 && !Incomplete && !Stopped;
}
