namespace EmailAgent.Mail.Imap;

/// <summary>State of a mailbox that is not selected (RFC 9051 section 6.3.11). Values a server leaves out are 0.</summary>
/// <param name="UidValidity">While it stays the same, UIDs mean the same messages.</param>
/// <param name="UidNext">Every message to come has at least this UID.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="HighestModSeq">Highest mod-sequence (RFC 7162), null where the server or mailbox has none.</param>
public sealed record ImapStatus(uint UidValidity, uint UidNext, uint Messages, ulong? HighestModSeq);
