namespace EmailAgent.Providers;

/// <summary>Changes of a mailbox whose messages are each in one folder, under a number.</summary>
public sealed record PlacedChanges : MailboxChanges
{
    public IReadOnlyList<RemoteFlags> Flags { get; init; } = [];

    public IReadOnlyList<RemotePlacement> Removed { get; init; } = [];

    public IReadOnlyList<RemoteMove> Moved { get; init; } = [];

    public IReadOnlyList<FolderRebase> Rebased { get; init; } = [];

    public IReadOnlyList<FolderCursor> Cursors { get; init; } = [];

    public override bool IsEmpty => Cursors.Count == 0 && base.IsEmpty;

    public override bool HasNews => base.HasNews || Flags.Count + Removed.Count + Moved.Count + Rebased.Count > 0;
}

/// <summary>A place for one message: a folder and a number there.</summary>
public readonly record struct RemotePlacement(Guid FolderId, long Uid);

/// <summary>The flags of a message that has a place.</summary>
/// <param name="Flags">All flags the message has now, sorted ordinally, without <c>\Recent</c>.</param>
public sealed record RemoteFlags(Guid FolderId, long Uid, IReadOnlyList<string> Flags);

/// <summary>A message that left one folder and appeared in another; it stays the same message.</summary>
public sealed record RemoteMove(RemotePlacement From, RemotePlacement To, IReadOnlyList<string> Flags);

/// <summary>
/// The folder's numbers have all become void (UIDVALIDITY changed). <paramref name="Matched"/> are the messages found again,
/// under new numbers; all others of the folder are gone.
/// </summary>
public sealed record FolderRebase(Guid FolderId, IReadOnlyList<RebasedMessage> Matched);

/// <summary>A message found again under a new number.</summary>
public sealed record RebasedMessage(Guid MessageId, long Uid, IReadOnlyList<string> Flags);

/// <summary>The position of a folder's sync.</summary>
/// <param name="Cursor">The provider's cursor, opaque to the copy.</param>
public sealed record FolderCursor(Guid FolderId, string Cursor);
