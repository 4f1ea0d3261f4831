namespace EmailAgent.Providers;

/// <summary>
/// A logged-in connection to one mailbox. Not thread-safe: one call at a time. Every method may throw
/// <see cref="ProviderException"/>; unless it <see cref="ProviderException.LeavesSession"/> the session is dead then.
/// </summary>
public interface IMailboxSession : IAsyncDisposable
{
    /// <summary>Indicates whether the server reports changes to <see cref="WaitAsync"/>; otherwise only polling finds them.</summary>
    bool HasPush { get; }

    /// <summary>
    /// Indicates whether all changes of the mailbox are expected to be reported to <see cref="WaitAsync"/>, so that polling is only a
    /// safety net. May change while the session lives.
    /// </summary>
    bool PushesAll { get; }

    /// <summary>
    /// Returns the interval of polls of the whole mailbox; null leaves it to the platform's configuration. May change while the session
    /// lives.
    /// </summary>
    TimeSpan? PollInterval { get; }

    /// <summary>Returns the capabilities of the server that matter to sync; for the doctor.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>
    /// Compares the mailbox with <paramref name="copy"/> and yields what must change there, in the order in which it must be
    /// committed, each batch with the cursors that make it durable. Whatever was not committed comes again.
    /// </summary>
    IAsyncEnumerable<MailboxChanges> PullAsync(IMailboxCopy copy, PullScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Yields the next stretch of history, newest first, or of a long comparison that <see cref="PullAsync"/> has begun; nothing when
    /// all of it is in the copy. What comes in meanwhile is found by <see cref="PullAsync"/>, so call the two in turn.
    /// </summary>
    IAsyncEnumerable<MailboxChanges> BackfillAsync(IMailboxCopy copy, CancellationToken cancellationToken);

    /// <summary>
    /// Requests outstanding messages that are due again, the most suspicious ones last. Where there are many, some of them stay due, so
    /// that other work does not wait for long. The connection may end meanwhile; the changes yielded before name the messages that may have
    /// caused it. <see cref="PullAsync"/> requests folders again.
    /// </summary>
    /// <param name="all">Indicates whether messages that are not due are requested, too.</param>
    IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, CancellationToken cancellationToken);

    /// <summary>Indicates whether the copy is known to contain all older mail, except for outstanding messages; known after the first pull.</summary>
    bool HistoryComplete { get; }

    /// <summary>
    /// Returns true when the server has news for <see cref="PullScope.Pushed"/>, false when <paramref name="maximum"/> has
    /// passed or the wait was cancelled; the session stays usable.
    /// </summary>
    Task<bool> WaitAsync(TimeSpan maximum, CancellationToken cancellationToken);

    /// <summary>
    /// Does the same to each of these messages on the server, by as few commands as it takes. A repeat does no harm. What one
    /// message is refused does not keep it from the others.
    /// </summary>
    /// <returns>The result of each, and the changes that make the copy agree at once.</returns>
    Task<EditOutcome> EditAsync(
        IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken);

    /// <summary>
    /// Creates, renames or deletes a folder on the server. Where messages have their place in a folder, those of a deleted one move to the trash.
    /// The copy has the folder after the changes returned here and the next pull of all folders.
    /// </summary>
    /// <returns>The path of the folder now, and what else has changed.</returns>
    Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a message into the folder with a role. A repeat puts it there a second time, so find out first, with <see cref="FindAsync"/>,
    /// whether an attempt without an answer has succeeded.
    /// </summary>
    Task<AppendOutcome> AppendAsync(IMailboxCopy copy, MessageToAppend message, CancellationToken cancellationToken);

    /// <summary>Finds messages by their <c>Message-ID</c> on the server, which may be ahead of the copy.</summary>
    /// <param name="copy">The copy of the mailbox.</param>
    /// <param name="messageId">The value of the field, with angle brackets.</param>
    /// <param name="role">The <see cref="RemoteFolder.Role"/> of the folder to search; null for the whole mailbox.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>All locations; none when there is no such message, or no such folder.</returns>
    Task<IReadOnlyList<RemoteLocation>> FindAsync(IMailboxCopy copy, string messageId, string? role, CancellationToken cancellationToken);

    /// <summary>
    /// Indicates whether single parts can be read, stretch by stretch; otherwise <see cref="ReadPartAsync"/> returns whole messages.
    /// </summary>
    bool HasParts { get; }

    /// <summary>Reads the header of a part, where the server <see cref="HasParts"/>.</summary>
    /// <param name="section">The number of the part, as IMAP counts, such as <c>1.2</c>.</param>
    /// <returns>The header with the empty line that ends it; null when the message is gone.</returns>
    Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken);

    /// <summary>Reads a stretch of the body of a part, still encoded, where the server <see cref="HasParts"/>.</summary>
    /// <param name="section">The number of the part.</param>
    /// <param name="offset">Bytes of the encoded body before the stretch.</param>
    /// <param name="length">Bytes to read, at most.</param>
    /// <returns>Null when the message is gone.</returns>
    Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken);

    /// <summary>Reads the part of a message that holds an attachment, as a whole.</summary>
    /// <param name="section">The number of the part.</param>
    /// <param name="caller">Stops the read where the session stays usable.</param>
    /// <param name="cancellationToken">Stops the read at once.</param>
    /// <returns>Null when the message is gone.</returns>
    Task<RemotePart?> ReadPartAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a stretch of one message in RFC 5322 form. A provider that has no ranges returns all that follows <paramref name="offset"/>.
    /// </summary>
    /// <param name="location">The message.</param>
    /// <param name="offset">Bytes of the message before the stretch.</param>
    /// <param name="length">Bytes to read, at most.</param>
    /// <returns>Null when the message is gone.</returns>
    Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken);
}

/// <summary>The extent of a pull.</summary>
public enum PullScope
{
    /// <summary>The folders that the server has pushed changes of; where it pushes none of other folders, the inbox.</summary>
    Pushed,

    /// <summary>All folders, by their change counters.</summary>
    All,

    /// <summary>All folders, message by message: trusts no counter.</summary>
    Reconcile,
}
