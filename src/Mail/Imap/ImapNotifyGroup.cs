namespace EmailAgent.Mail.Imap;

/// <summary>What to be told of which mailboxes (an event group of RFC 5465 section 3.1).</summary>
/// <param name="Filter">The mailboxes.</param>
/// <param name="Events">What to be told of them.</param>
public sealed record ImapNotifyGroup(ImapNotifyFilter Filter, ImapNotifyEvents Events);
