using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>What one folder has that the copy has not.</summary>
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

    /// <summary>Set when the folder's numbers have become void; then nothing else is.</summary>
    public FolderRebase? Rebase { get; init; }
}
