namespace EmailAgent.Mail.Imap;

/// <summary>Unsolicited changes of the selected mailbox since they were last taken.</summary>
/// <param name="Exists">Number of messages as last reported, null if not reported.</param>
/// <param name="Expunged">Sequence numbers of EXPUNGE responses in order; each counts after the ones before it.</param>
/// <param name="Vanished">UIDs of VANISHED responses (QRESYNC), including those requested by a fetch.</param>
/// <param name="Flags">Flag updates in order.</param>
/// <param name="Incomplete">True if more arrived than <see cref="ImapLimits.PendingChanges"/> and some were dropped: resynchronize the mailbox.</param>
public sealed record ImapMailboxChanges(
    uint? Exists, IReadOnlyList<uint> Expunged, UidSet Vanished, IReadOnlyList<ImapFlagUpdate> Flags, bool Incomplete)
{
    /// <summary>Gets the empty change set.</summary>
    public static ImapMailboxChanges None { get; } = new(null, [], UidSet.Empty, [], false);

    /// <summary>Indicates whether nothing was reported.</summary>
    public bool IsEmpty => Exists is null && Expunged.Count == 0 && Vanished.IsEmpty && Flags.Count == 0 && !Incomplete;
}
