namespace EmailAgent.Mail.Imap;

/// <summary>Location of an appended message (UIDPLUS, RFC 4315).</summary>
/// <param name="UidValidity">UIDVALIDITY of the mailbox.</param>
/// <param name="Uid">UID of the message.</param>
public sealed record ImapAppendResult(uint UidValidity, uint Uid);
