namespace EmailAgent.Providers;

/// <summary>The copy of a mailbox of <see cref="LabelledMessage"/>.</summary>
public interface ILabelledCopy : IFolderCopy
{
    /// <summary>Reads the last committed <see cref="LabelledChanges.Cursor"/>; null before the first.</summary>
    Task<string?> ReadCursorAsync(CancellationToken cancellationToken);

    /// <summary>Reads all messages, in no particular order.</summary>
    Task<IReadOnlyList<KnownState>> ReadIdsAsync(CancellationToken cancellationToken);

    /// <summary>Finds the messages of the copy with these ids.</summary>
    Task<IReadOnlyList<KnownState>> FindIdsAsync(IReadOnlyCollection<string> remoteIds, CancellationToken cancellationToken);

    /// <summary>Ids of the messages that are partial, newest first.</summary>
    Task<IReadOnlyList<string>> ReadPartialIdsAsync(CancellationToken cancellationToken);
}
