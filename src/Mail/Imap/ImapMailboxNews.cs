namespace EmailAgent.Mail.Imap;

/// <summary>What changed in a mailbox that is not selected.</summary>
/// <param name="Mailbox">The mailbox; only its name is known.</param>
/// <param name="Status">The latest of each value told.</param>
public readonly record struct ImapMailboxNews(ImapMailbox Mailbox, ImapStatusUpdate Status);
