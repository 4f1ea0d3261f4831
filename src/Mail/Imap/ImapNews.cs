namespace EmailAgent.Mail.Imap;

/// <summary>Unsolicited reports by NOTIFY about mailboxes that are not selected, since they were last taken.</summary>
/// <param name="Counted">Mailboxes whose messages or flags changed, each once.</param>
/// <param name="Listed">
/// Mailboxes that were created, removed or changed, in order: a removed one is \NonExistent, a renamed one has its previous name in
/// <see cref="ImapMailbox.OldName"/>.
/// </param>
/// <param name="Incomplete">True if more arrived than <see cref="ImapLimits.News"/> allows and some was dropped: compare all mailboxes.</param>
/// <param name="Stopped">
/// True if the server stopped because of too many events (NOTIFICATIONOVERFLOW, RFC 5465 section 5.8): compare all mailboxes before
/// you subscribe again.
/// </param>
public sealed record ImapNews(
    IReadOnlyList<ImapMailboxNews> Counted, IReadOnlyList<ImapMailbox> Listed, bool Incomplete, bool Stopped)
{
    /// <summary>Gets the empty result.</summary>
    public static ImapNews None { get; } = new([], [], false, false);

    /// <summary>Indicates whether nothing was reported.</summary>
    public bool IsEmpty => Counted.Count == 0 && Listed.Count == 0 && !Incomplete && !Stopped;
}
