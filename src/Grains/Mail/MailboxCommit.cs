using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail;

/// <summary>
/// The results of one step of a sync, stored completely or not at all. For messages with a location they are applied in this order:
/// <see cref="Rebased"/>, <see cref="Removed"/>, <see cref="Moved"/>, <see cref="Flags"/>, <see cref="Added"/>; for messages with a remote
/// id: <see cref="Added"/>, <see cref="States"/>, <see cref="RemovedIds"/>. Then the rest.
/// </summary>
internal sealed record MailboxCommit
{
    public required Guid UserId { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>Returns the session's number, from <see cref="MailboxStore.BeginSessionAsync"/>.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// Returns new messages. One whose location is taken is skipped; one whose id is known counts as a state, and completes a message that
    /// was partial.
    /// </summary>
    public IReadOnlyList<NewMessage> Added { get; init; } = [];

    /// <summary>Returns the current flags on the server, in any order; equal ones and unknown locations are skipped.</summary>
    public IReadOnlyList<RemoteFlags> Flags { get; init; } = [];

    /// <summary>Returns locations that are empty now; unknown ones are skipped.</summary>
    public IReadOnlyList<RemotePlacement> Removed { get; init; } = [];

    /// <summary>Returns messages in a new location, which keep their ids.</summary>
    public IReadOnlyList<RemoteMove> Moved { get; init; } = [];

    /// <summary>Returns labels whose UIDs have all changed.</summary>
    public IReadOnlyList<FolderRebase> Rebased { get; init; } = [];

    /// <summary>Returns the current labels and flags on the server, in any order; equal ones and unknown ids are skipped.</summary>
    public IReadOnlyList<RemoteState> States { get; init; } = [];

    /// <summary>Returns ids of messages that are gone, even if another part of the commit contains them; unknown ids are skipped.</summary>
    public IReadOnlyList<string> RemovedIds { get; init; } = [];

    /// <summary>Returns labels that are gone: messages with a location there are removed, those with a remote id only lose the label.</summary>
    internal IReadOnlyList<Guid> GoneLabels { get; init; } = [];

    /// <summary>Returns the provider's cursor of the whole mailbox; null keeps the stored one.</summary>
    public string? Cursor { get; init; }

    /// <summary>Returns the cursors of folders that are valid with the rest of this commit.</summary>
    public IReadOnlyList<FolderCursor> Cursors { get; init; } = [];

    /// <summary>
    /// Returns the new state of messages and folders that the server announced and did not deliver; those in a label that is gone are
    /// skipped.
    /// </summary>
    public IReadOnlyList<OutstandingRow> Outstanding { get; init; } = [];

    /// <summary>Returns keys that are no longer outstanding; unknown ones are skipped. Applied before <see cref="Outstanding"/>.</summary>
    public IReadOnlyList<OutstandingKey> Settled { get; init; } = [];

    /// <summary>Returns the number of messages that the server reports; null keeps the stored one.</summary>
    public long? RemoteTotal { get; init; }

    /// <summary>Indicates whether the initial sync is complete; null keeps the stored value.</summary>
    public bool? InitialDone { get; init; }

    /// <summary>Returns the moment at which the copy was exact; null keeps the stored one.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>Returns the start of the last sync of all folders; null keeps the stored one.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Returns further events, appended after those of the changes.</summary>
    public IReadOnlyList<NewEvent> Events { get; init; } = [];
}

/// <summary>The changes that a commit made; repeated or void changes do not count.</summary>
/// <param name="LastSeq">Position of the last event written; null when there was none.</param>
internal sealed record CommitResult(long? LastSeq, int Added, int FlagsChanged, int Removed, int Moved);
