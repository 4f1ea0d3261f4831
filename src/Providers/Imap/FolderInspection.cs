using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The differences between one folder and the copy.</summary>
/// <param name="Fresh">UIDs on the server that the copy lacks, history aside.</param>
/// <param name="Vanished">Messages of the copy that are no longer in the folder.</param>
/// <param name="Next">The cursor once all of this is committed.</param>
internal sealed record FolderInspection(
    UidSet Fresh,
    IReadOnlyList<RemoteFlags> Flags,
    IReadOnlyList<KnownMessage> Vanished,
    ImapCursor Next)
{
    public bool HasChanges => !Fresh.IsEmpty || Flags.Count > 0 || Vanished.Count > 0 || Rebase is not null;

    /// <summary>Set when the UIDs of the folder have become void; nothing else is set then.</summary>
    public FolderRebase? Rebase { get; init; }
}
