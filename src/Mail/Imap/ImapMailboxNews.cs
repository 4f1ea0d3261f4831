namespace EmailAgent.Mail.Imap;

/// <summary>A change of a mailbox that is not selected.</summary>
/// <param name="Mailbox">The mailbox; only its name is known.</param>
/// <param name="Status">The latest of each reported value.</param>
public readonly record struct ImapMailboxNews(ImapMailbox Mailbox, ImapStatusUpdate Status);
