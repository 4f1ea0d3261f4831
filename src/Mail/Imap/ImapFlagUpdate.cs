namespace EmailAgent.Mail.Imap;

/// <summary>The flags of one message as they are now.</summary>
/// <param name="SequenceNumber">Its sequence number when the server sent the update; later expunges change it.</param>
/// <param name="Uid">Its UID, null if the server did not give it (it does once QRESYNC is enabled).</param>
/// <param name="Flags">All its flags; null if the server sent only the mod-sequence. System flags are spelled as in RFC 9051.</param>
/// <param name="ModSeq">Its mod-sequence, null without CONDSTORE.</param>
public sealed record ImapFlagUpdate(uint SequenceNumber, uint? Uid, IReadOnlyList<string>? Flags, ulong? ModSeq);
