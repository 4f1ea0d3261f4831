namespace EmailAgent.Mail.Imap;

/// <summary>Result of STORE.</summary>
/// <param name="Updates">The messages in their present state, as far as the server sent it. Servers omit messages that are gone.</param>
/// <param name="Modified">Messages left alone because they changed after the given mod-sequence (RFC 7162 section 3.1.3).</param>
public sealed record ImapStoreResult(IReadOnlyList<ImapFlagUpdate> Updates, UidSet Modified);
