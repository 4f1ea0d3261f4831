namespace EmailAgent.Providers;

/// <summary>
/// Our copy of a mailbox as a session sees it: read-only but for the folder list. Every read reflects all batches the
/// session has yielded before. A session uses the one of the two views that its provider's messages need.
/// </summary>
public interface IMailboxCopy
{
    /// <summary>Returns the copy of a mailbox whose messages are each in one folder, with a UID.</summary>
    IPlacedCopy Placed { get; }

    /// <summary>Returns the copy of a mailbox whose messages have remote ids and any number of labels.</summary>
    ILabelledCopy Labelled { get; }
}

/// <summary>The operations that copies of all mailboxes share.</summary>
public interface IFolderCopy
{
    /// <summary>Reads all folders with their committed cursors.</summary>
    Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the copy's folders equal to <paramref name="folders"/>. A folder that is gone is removed with the messages that
    /// have their place there; those with an id of their own only leave it.
    /// </summary>
    /// <returns>All folders, with the cursors committed for them.</returns>
    Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken);

    /// <summary>Reads all outstanding messages and folders, in no particular order.</summary>
    Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken);
}

/// <summary>A folder on the server.</summary>
/// <param name="Ref">The provider's name for it, as it must be sent back.</param>
/// <param name="Path">Its name for people, parts separated by a slash.</param>
/// <param name="Role"><c>inbox sent drafts trash junk archive all flagged</c>, or null; each once at most where a message can be in several folders.</param>
/// <param name="FormerRef">The name in the copy, if the folder has been renamed since.</param>
public sealed record RemoteFolder(string Ref, string Path, string? Role, string? FormerRef = null);

/// <summary>A folder of the copy.</summary>
/// <param name="Cursor">The cursor that was committed with its last batch; null before the first.</param>
public sealed record KnownFolder(Guid Id, string Ref, string? Cursor);

/// <summary>A message of the copy that has a place in a folder.</summary>
/// <param name="Flags">Sorted ordinally, without <c>\Recent</c>.</param>
public sealed record KnownMessage(long Uid, Guid MessageId, Guid Identity, IReadOnlyList<string> Flags);

/// <summary>A place of a message with a certain identity.</summary>
public sealed record KnownPlacement(Guid Identity, Guid FolderId, long Uid, DateTimeOffset ReceivedAt);

/// <summary>A message of the copy that has an id of its own.</summary>
/// <param name="Flags">Sorted ordinally, without <c>\Recent</c>.</param>
/// <param name="IsPartial">It has its header alone as yet.</param>
public sealed record KnownState(string RemoteId, IReadOnlyList<Guid> FolderIds, IReadOnlyList<string> Flags, bool IsPartial);
