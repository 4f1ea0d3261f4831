namespace EmailAgent.Mail.Imap;

/// <summary>A section about to arrive, for deciding where its bytes go.</summary>
/// <param name="SequenceNumber">Number of the message.</param>
/// <param name="Uid">UID of the message; null if the server sends it only after the bytes.</param>
/// <param name="Section">Name of the section as in <see cref="ImapSectionData.Section"/>.</param>
/// <param name="Size">Number of bytes.</param>
public readonly record struct ImapLiteral(uint SequenceNumber, uint? Uid, string Section, long Size);
