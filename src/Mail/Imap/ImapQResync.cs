namespace EmailAgent.Mail.Imap;

/// <summary>A known state of a mailbox (RFC 7162 section 3.2.5).</summary>
/// <param name="UidValidity">UIDVALIDITY of that state; if it no longer holds the server ignores the request.</param>
/// <param name="ModSeq">Highest mod-sequence seen, at least 1.</param>
/// <param name="KnownUids">UIDs of interest; null for all. Sent as one covering range if the set is too long for a command.</param>
public sealed record ImapQResync(uint UidValidity, ulong ModSeq, UidSet? KnownUids = null);
