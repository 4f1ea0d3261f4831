namespace EmailAgent.Mail.Imap;

/// <summary>
/// What NOTIFY can tell of mailboxes (RFC 5465 section 5). Its events about annotations and metadata are of extensions that
/// this client does not read.
/// </summary>
[Flags]
public enum ImapNotifyEvents
{
    /// <summary>Nothing, for mailboxes that a wider group would take in.</summary>
    None = 0,

    /// <summary>Messages came or went (MessageNew and MessageExpunge, which only come together).</summary>
    Messages = 1,

    /// <summary>Flags changed (FlagChange). Needs <see cref="Messages"/>.</summary>
    Flags = 2,

    /// <summary>Mailboxes were created, deleted or renamed (MailboxName). Not of the selected mailbox.</summary>
    Names = 4,

    /// <summary>Mailboxes were subscribed to or unsubscribed from (SubscriptionChange). Not of the selected mailbox.</summary>
    Subscriptions = 8,
}
