namespace EmailAgent.Mail.Imap;

/// <summary>Where an appended message went (UIDPLUS, RFC 4315).</summary>
/// <param name="UidValidity">UIDVALIDITY of the mailbox.</param>
/// <param name="Uid">UID of the message.</param>
public sealed record ImapAppendResult(uint UidValidity, uint Uid);
