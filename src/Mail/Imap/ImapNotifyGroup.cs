namespace EmailAgent.Mail.Imap;

/// <summary>Events to report and the mailboxes to report them of (an event group of RFC 5465 section 3.1).</summary>
/// <param name="Filter">The mailboxes.</param>
/// <param name="Events">Events to report.</param>
public sealed record ImapNotifyGroup(ImapNotifyFilter Filter, ImapNotifyEvents Events);
