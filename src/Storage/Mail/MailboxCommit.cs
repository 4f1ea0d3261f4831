using EmailAgent.Storage.Events;
using EmailAgent.Storage.Mail.Outstanding;

namespace EmailAgent.Storage.Mail;

/// <summary>
/// What one step of a sync found out, to be stored whole or not at all. For messages with a place it is applied in this order:
/// <see cref="Rebased"/>, <see cref="Removed"/>, <see cref="Moved"/>, <see cref="Flags"/>, <see cref="Added"/>; for those with an
/// id of their own: <see cref="Added"/>, <see cref="States"/>, <see cref="RemovedIds"/>. Then the rest.
/// </summary>
public sealed record MailboxCommit
{
    public required Guid UserId { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>The session's number, from <see cref="MailboxStore.BeginSessionAsync"/>.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// Messages not seen before. One whose place is taken is skipped; one whose id is known counts as a state, and gives its
    /// content to a message that was partial.
    /// </summary>
    public IReadOnlyList<NewMessage> Added { get; init; } = [];

    /// <summary>Flags as the server has them now; equal ones and unknown places are skipped.</summary>
    public IReadOnlyList<PlacedFlags> Flags { get; init; } = [];

    /// <summary>Places that are empty now; unknown ones are skipped.</summary>
    public IReadOnlyList<MessagePlace> Removed { get; init; } = [];

    /// <summary>Messages that are in another place now, and stay the same message to everybody.</summary>
    public IReadOnlyList<MovedMessage> Moved { get; init; } = [];

    /// <summary>Labels whose UIDs have all changed.</summary>
    public IReadOnlyList<RebasedLabel> Rebased { get; init; } = [];

    /// <summary>Labels and flags as the server has them now; equal ones and unknown ids are skipped.</summary>
    public IReadOnlyList<LabelledState> States { get; init; } = [];

    /// <summary>Messages that are gone, whatever else the commit says of them; unknown ids are skipped.</summary>
    public IReadOnlyList<string> RemovedIds { get; init; } = [];

    /// <summary>Labels that are gone: messages with a place there are removed, those with an id of their own only leave it.</summary>
    internal IReadOnlyList<Guid> GoneLabels { get; init; } = [];

    /// <summary>How far the whole mailbox is, the provider's own; null leaves it.</summary>
    public string? Cursor { get; init; }

    /// <summary>Cursors that the rest of this commit makes true.</summary>
    public IReadOnlyList<LabelCursor> Cursors { get; init; } = [];

    /// <summary>What the server announced and has not handed out, as it is from now on; what is in a label that is gone is skipped.</summary>
    public IReadOnlyList<OutstandingRow> Outstanding { get; init; } = [];

    /// <summary>What is no longer outstanding; unknown entries are skipped. Applied before <see cref="Outstanding"/>.</summary>
    public IReadOnlyList<OutstandingLocation> Settled { get; init; } = [];

    /// <summary>Messages the server says it has; null leaves it.</summary>
    public long? RemoteTotal { get; init; }

    /// <summary>The initial sync is complete; null leaves it.</summary>
    public bool? InitialDone { get; init; }

    /// <summary>The copy is exact as of this moment; null leaves it.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>When the last look at all folders began; null leaves it.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Further events, appended after those that the changes make.</summary>
    public IReadOnlyList<NewEvent> Events { get; init; } = [];
}

/// <summary>A place for one message: for IMAP a folder and a UID.</summary>
public readonly record struct MessagePlace(Guid LabelId, long Uid);

/// <param name="Flags">As on the server, in any order.</param>
public sealed record PlacedFlags(Guid LabelId, long Uid, string[] Flags);

/// <param name="LabelIds">All labels the message is in; may be none.</param>
/// <param name="Flags">As on the server, in any order.</param>
public sealed record LabelledState(string RemoteId, Guid[] LabelIds, string[] Flags);

/// <param name="Flags">As on the server, in any order.</param>
public sealed record MovedMessage(MessagePlace From, MessagePlace To, string[] Flags);

/// <summary>A label whose UIDs mean something else now (a UIDVALIDITY change).</summary>
/// <param name="Matches">The messages found again; all others of the label are removed.</param>
public sealed record RebasedLabel(Guid LabelId, IReadOnlyList<RebasedMessage> Matches);

/// <param name="Flags">As on the server, in any order.</param>
public sealed record RebasedMessage(Guid MessageId, long Uid, string[] Flags);

/// <param name="Cursor">The provider's own, opaque here.</param>
public sealed record LabelCursor(Guid LabelId, string Cursor);

/// <summary>What a commit has changed; repeated or void changes do not count.</summary>
/// <param name="LastSeq">Position of the last event written; null when there was none.</param>
public sealed record CommitResult(long? LastSeq, int Added, int FlagsChanged, int Removed, int Moved);
