namespace EmailAgent.Mail.Imap;

/// <summary>What came of a STORE.</summary>
/// <param name="Updates">The messages as they are now, as far as the server told. Servers leave out messages that are gone.</param>
/// <param name="Modified">Messages left alone because they changed after the given mod-sequence (RFC 7162 section 3.1.3).</param>
public sealed record ImapStoreResult(IReadOnlyList<ImapFlagUpdate> Updates, UidSet Modified);
