namespace EmailAgent.Mail.Imap;

/// <summary>
/// Events that NOTIFY reports of mailboxes (RFC 5465 section 5), without those about annotations and metadata, which this client does
/// not support.
/// </summary>
[Flags]
public enum ImapNotifyEvents
{
    /// <summary>No events; excludes mailboxes that another group includes.</summary>
    None = 0,

    /// <summary>Messages arrived or were removed (MessageNew and MessageExpunge, which are only available together).</summary>
    Messages = 1,

    /// <summary>Flags changed (FlagChange). Needs <see cref="Messages"/>.</summary>
    Flags = 2,

    /// <summary>Mailboxes were created, deleted or renamed (MailboxName). Not of the selected mailbox.</summary>
    Names = 4,

    /// <summary>Mailboxes were subscribed to or unsubscribed from (SubscriptionChange). Not of the selected mailbox.</summary>
    Subscriptions = 8,
}
