namespace EmailAgent.Providers;

/// <summary>Changes of a mailbox whose messages have ids of their own.</summary>
public sealed record LabelledChanges : MailboxChanges
{
    /// <summary>Returns the current folders and flags of messages; unknown ids are skipped.</summary>
    public IReadOnlyList<RemoteState> States { get; init; } = [];

    /// <summary>Returns messages that are gone from the server, even if another part of the batch contains them; unknown ids are skipped.</summary>
    public IReadOnlyList<string> RemovedIds { get; init; } = [];

    /// <summary>Returns the cursor of the whole mailbox; null keeps the stored one.</summary>
    public string? Cursor { get; init; }

    public override bool IsEmpty => Cursor is null && base.IsEmpty;

    public override bool HasNews => base.HasNews || States.Count + RemovedIds.Count > 0;
}

/// <summary>The folders and flags of a message that has an id of its own.</summary>
/// <param name="FolderIds">All folders the message is in now; may be none.</param>
/// <param name="Flags">All flags the message has now, in any order.</param>
public sealed record RemoteState(string RemoteId, IReadOnlyList<Guid> FolderIds, IReadOnlyList<string> Flags);
