namespace EmailAgent.Mail.Imap;

/// <summary>Locations of moved messages.</summary>
/// <param name="Copied">Their new UIDs, as far as the server sends them.</param>
/// <param name="Remaining">
/// Messages that were copied and marked \Deleted but are still in the source, because the server has neither MOVE nor
/// UIDPLUS: removing them would remove what others marked too. Empty if the move is complete.
/// </param>
public sealed record ImapMoveResult(ImapCopyResult Copied, UidSet Remaining);
