namespace EmailAgent.Providers;

/// <summary>
/// A batch of changes to commit in one transaction, together with the cursors that say they are in. <see cref="Flags"/>,
/// <see cref="Removed"/>, <see cref="Moved"/>, <see cref="Rebased"/> and <see cref="Cursors"/> are about messages with a place;
/// <see cref="States"/>, <see cref="RemovedIds"/> and <see cref="Cursor"/> about those with an id of their own.
/// </summary>
public sealed record MailboxChanges
{
    public IReadOnlyList<RemoteMessage> Added { get; init; } = [];

    public IReadOnlyList<RemoteFlags> Flags { get; init; } = [];

    public IReadOnlyList<RemotePlacement> Removed { get; init; } = [];

    public IReadOnlyList<RemoteMove> Moved { get; init; } = [];

    public IReadOnlyList<FolderRebase> Rebased { get; init; } = [];

    public IReadOnlyList<FolderCursor> Cursors { get; init; } = [];

    /// <summary>Where messages are now, and their flags; unknown ids are skipped.</summary>
    public IReadOnlyList<RemoteState> States { get; init; } = [];

    /// <summary>Messages that are gone from the server, whatever else the batch says of them; unknown ids are skipped.</summary>
    public IReadOnlyList<string> RemovedIds { get; init; } = [];

    /// <summary>How far the whole mailbox is in the copy, for a provider whose changes are not counted by folder; null leaves it.</summary>
    public string? Cursor { get; init; }

    /// <summary>What the server announced and has not handed out; committed with the cursors that pass over it.</summary>
    public IReadOnlyList<OutstandingMail> Outstanding { get; init; } = [];

    /// <summary>What is no longer outstanding although no message came: gone from the server, or a folder that opens again. Applied before <see cref="Outstanding"/>.</summary>
    public IReadOnlyList<OutstandingKey> Settled { get; init; } = [];

    /// <summary>Messages the server has in all folders; null when this batch does not know.</summary>
    public long? RemoteTotal { get; init; }

    public bool IsEmpty => RemoteTotal is null && Cursor is null && Cursors.Count + Outstanding.Count + Settled.Count == 0 && !HasNews;

    /// <summary>Whether any message comes, goes or changes.</summary>
    public bool HasNews => Added.Count + Flags.Count + Removed.Count + Moved.Count + Rebased.Count + States.Count + RemovedIds.Count > 0;
}

public sealed record RemotePlacement(Guid FolderId, long Uid);

/// <param name="Flags">All flags the message has now, sorted ordinally, without <c>\Recent</c>.</param>
public sealed record RemoteFlags(Guid FolderId, long Uid, IReadOnlyList<string> Flags);

/// <param name="FolderIds">All folders the message is in now; may be none.</param>
/// <param name="Flags">All flags the message has now, in any order.</param>
public sealed record RemoteState(string RemoteId, IReadOnlyList<Guid> FolderIds, IReadOnlyList<string> Flags);

/// <summary>A message that left one folder and appeared in another; it stays the same message.</summary>
public sealed record RemoteMove(RemotePlacement From, RemotePlacement To, IReadOnlyList<string> Flags);

/// <summary>
/// The folder's numbers have all become void (UIDVALIDITY changed). <paramref name="Matched"/> are the messages found again,
/// under new numbers; all others of the folder are gone.
/// </summary>
public sealed record FolderRebase(Guid FolderId, IReadOnlyList<RebasedMessage> Matched);

public sealed record RebasedMessage(Guid MessageId, long Uid, IReadOnlyList<string> Flags);

public sealed record FolderCursor(Guid FolderId, string Cursor);
