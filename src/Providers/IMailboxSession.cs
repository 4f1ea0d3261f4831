namespace EmailAgent.Providers;

/// <summary>
/// A logged-in connection to one mailbox. Not thread-safe: one call at a time. Every method may throw
/// <see cref="ProviderException"/>; unless it <see cref="ProviderException.LeavesSession"/> the session is dead then.
/// </summary>
public interface IMailboxSession : IAsyncDisposable
{
    /// <summary>Whether <see cref="WaitAsync"/> hears from the server; otherwise only polling finds news.</summary>
    bool HasPush { get; }

    /// <summary>
    /// Whether <see cref="WaitAsync"/> is expected to hear of everything that happens in the mailbox, so that polling is a safety
    /// net only. May change while the session lives.
    /// </summary>
    bool PushesAll { get; }

    /// <summary>
    /// How often the whole mailbox should be looked at; null leaves it to the platform's configuration. May change while the
    /// session lives.
    /// </summary>
    TimeSpan? PollInterval { get; }

    /// <summary>What the server offers, of what matters to sync; for the doctor.</summary>
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
    /// Asks again for the messages that are outstanding and due, those at fault last. Where there are many, some of them stay due, so that
    /// nothing else has to wait for long. A connection that ends meanwhile is to be expected;
    /// what is yielded before says which messages may have caused it. Folders are asked for again by <see cref="PullAsync"/>.
    /// </summary>
    /// <param name="all">Whether those that are not due are asked for, too.</param>
    IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, CancellationToken cancellationToken);

    /// <summary>Whether the copy is known to have all that was there before, but for what is outstanding; known after the first pull.</summary>
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
    /// <returns>What became of each, and the changes that make the copy agree at once.</returns>
    Task<EditOutcome> EditAsync(
        IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken);

    /// <summary>
    /// Creates, renames or deletes a folder on the server. Where messages have their place in a folder, those of a deleted one move to the trash.
    /// The copy has the folder after the changes returned here and the next pull of all folders.
    /// </summary>
    /// <returns>The path of the folder now, and what else has changed.</returns>
    Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken);

    /// <summary>Whether single parts can be read, stretch by stretch; otherwise <see cref="ReadPartAsync"/> returns whole messages.</summary>
    bool HasParts { get; }

    /// <summary>Reads the header of a part, where the server <see cref="HasParts"/>.</summary>
    /// <param name="location">Where the message is.</param>
    /// <param name="section">The number of the part, as IMAP counts, such as <c>1.2</c>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The header with the empty line that ends it; null when the message is gone.</returns>
    Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken);

    /// <summary>Reads a stretch of the body of a part, still encoded, where the server <see cref="HasParts"/>.</summary>
    /// <param name="location">Where the message is.</param>
    /// <param name="section">The number of the part.</param>
    /// <param name="offset">Bytes of the encoded body before the stretch.</param>
    /// <param name="length">Bytes to read, at most.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the message is gone.</returns>
    Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken);

    /// <summary>Reads the part of a message that holds an attachment, as a whole.</summary>
    /// <param name="location">Where the message is.</param>
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
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the message is gone.</returns>
    Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken);
}

/// <summary>How much of the mailbox a pull looks at.</summary>
public enum PullScope
{
    /// <summary>What the server has pushed news of; where it pushes none of other folders, the inbox.</summary>
    Pushed,

    /// <summary>All folders, by their change counters.</summary>
    All,

    /// <summary>All folders, message by message: trusts no counter.</summary>
    Reconcile,
}
