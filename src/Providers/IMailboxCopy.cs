namespace EmailAgent.Providers;

/// <summary>
/// Our copy of a mailbox as a session sees it: read-only but for the folder list. Every read reflects all batches the
/// session has yielded before.
/// </summary>
public interface IMailboxCopy
{
    /// <summary>All folders, with the cursors committed for them.</summary>
    Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the copy's folders equal to <paramref name="folders"/>. A folder that is gone is removed with the messages that
    /// have their place there; those with an id of their own only leave it.
    /// </summary>
    /// <returns>All folders, with the cursors committed for them.</returns>
    Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken);

    /// <summary>How many messages of a folder the copy has.</summary>
    Task<long> CountAsync(Guid folderId, CancellationToken cancellationToken);

    /// <summary>The messages of a folder, in no particular order.</summary>
    Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(Guid folderId, CancellationToken cancellationToken);

    /// <summary>Those messages of a folder whose numbers lie in one of the ranges (both ends included).</summary>
    Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(
        Guid folderId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken);

    /// <summary>Where messages of these identities are, in all folders.</summary>
    Task<IReadOnlyList<KnownPlacement>> FindAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken);

    /// <summary>What was committed last as <see cref="MailboxChanges.Cursor"/>; null before the first.</summary>
    Task<string?> ReadCursorAsync(CancellationToken cancellationToken);

    /// <summary>All messages with an id of their own, in no particular order.</summary>
    Task<IReadOnlyList<KnownState>> ReadIdsAsync(CancellationToken cancellationToken);

    /// <summary>Those of these ids that the copy has.</summary>
    Task<IReadOnlyList<KnownState>> FindIdsAsync(IReadOnlyCollection<string> remoteIds, CancellationToken cancellationToken);

    /// <summary>Ids of the messages that are partial, newest first.</summary>
    Task<IReadOnlyList<string>> ReadPartialIdsAsync(CancellationToken cancellationToken);

    /// <summary>All that is outstanding, in no particular order.</summary>
    Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken);
}

/// <summary>A folder on the server.</summary>
/// <param name="Ref">The provider's name for it, as it must be sent back.</param>
/// <param name="Path">Its name for people, parts separated by a slash.</param>
/// <param name="Role"><c>inbox sent drafts trash junk archive all flagged</c>, or null; each once at most where a message can be in several folders.</param>
/// <param name="FormerRef">What the copy knows it by, when it has been renamed since.</param>
public sealed record RemoteFolder(string Ref, string Path, string? Role, string? FormerRef = null);

/// <summary>A folder of the copy.</summary>
/// <param name="Cursor">What was committed with the last batch for it; null before the first.</param>
public sealed record KnownFolder(Guid Id, string Ref, string? Cursor);

/// <param name="Flags">Sorted ordinally, without <c>\Recent</c>.</param>
public sealed record KnownMessage(long Uid, Guid MessageId, Guid Identity, IReadOnlyList<string> Flags);

public sealed record KnownPlacement(Guid Identity, Guid FolderId, long Uid, DateTimeOffset ReceivedAt);

/// <param name="Flags">Sorted ordinally, without <c>\Recent</c>.</param>
/// <param name="IsPartial">It has its header alone as yet.</param>
public sealed record KnownState(string RemoteId, IReadOnlyList<Guid> FolderIds, IReadOnlyList<string> Flags, bool IsPartial);
