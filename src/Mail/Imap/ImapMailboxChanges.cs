namespace EmailAgent.Mail.Imap;

/// <summary>What the server reported about the selected mailbox without being asked, since it was last taken.</summary>
/// <param name="Exists">Number of messages as last reported, null if not reported.</param>
/// <param name="Expunged">Sequence numbers of EXPUNGE responses in order; each counts after the ones before it.</param>
/// <param name="Vanished">UIDs of VANISHED responses (QRESYNC), those asked for by a fetch included.</param>
/// <param name="Flags">Flag updates in order.</param>
/// <param name="Incomplete">True if more came than <see cref="ImapLimits.PendingChanges"/> and some were dropped: resynchronize the mailbox.</param>
public sealed record ImapMailboxChanges(
    uint? Exists, IReadOnlyList<uint> Expunged, UidSet Vanished, IReadOnlyList<ImapFlagUpdate> Flags, bool Incomplete)
{
    /// <summary>No change.</summary>
    public static ImapMailboxChanges None { get; } = new(null, [], UidSet.Empty, [], false);

    /// <summary>True if nothing was reported.</summary>
    public bool IsEmpty => Exists is null && Expunged.Count == 0 && Vanished.IsEmpty && Flags.Count == 0 && !Incomplete;
}
