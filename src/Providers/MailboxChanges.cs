namespace EmailAgent.Providers;

/// <summary>
/// A batch of changes to commit in one transaction, together with the cursors after them: <see cref="PlacedChanges"/> or
/// <see cref="LabelledChanges"/>.
/// </summary>
public abstract record MailboxChanges
{
    public IReadOnlyList<RemoteMessage> Added { get; init; } = [];

    /// <summary>Returns messages and folders that the server announced and did not deliver; committed with the cursors that pass them.</summary>
    public IReadOnlyList<OutstandingMail> Outstanding { get; init; } = [];

    /// <summary>
    /// Returns keys that are no longer outstanding although no message arrived: gone from the server, or a folder that opens again. Applied
    /// before <see cref="Outstanding"/>.
    /// </summary>
    public IReadOnlyList<OutstandingKey> Settled { get; init; } = [];

    /// <summary>Messages the server has in all folders; null when this batch does not know.</summary>
    public long? RemoteTotal { get; init; }

    public virtual bool IsEmpty => RemoteTotal is null && Outstanding.Count + Settled.Count == 0 && !HasNews;

    /// <summary>Indicates whether any message arrives, disappears or changes.</summary>
    public virtual bool HasNews => Added.Count > 0;
}
