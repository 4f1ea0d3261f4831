namespace EmailAgent.Mail.Imap;

/// <summary>A mailbox with its state.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Status">Its status; null if it cannot be selected or the server refused.</param>
public readonly record struct ImapMailboxStatus(ImapMailbox Mailbox, ImapStatus? Status);
