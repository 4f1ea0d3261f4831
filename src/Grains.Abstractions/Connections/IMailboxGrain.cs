using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.SignIn;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// A mailbox and the only writer of its copy; the key is <see cref="MailboxId"/> in text form, so that a caller can only reach
/// mailboxes of the user it is authenticated as.
/// </summary>
[Alias("mailbox")]
public interface IMailboxGrain : IGrainWithStringKey
{
    /// <summary>Verifies the login, stores the connection, starts the sync. Called once, by the user's grain, with a new id.</summary>
    /// <returns>Refused as <see cref="Identity.IUserGrain.ConnectAsync"/>.</returns>
    [Alias("connect"), ResponseTimeout("00:01:30")]
    Task<Outcome<Connection>> ConnectAsync(ServerConnectionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a provider's grant and starts the sync: for a new id as a new connection, otherwise with new tokens for the existing
    /// one, regardless of its state.
    /// </summary>
    /// <returns>Refused with <c>already_connected</c> when the user has the account under another id.</returns>
    [Alias("sign-in")]
    Task<Outcome<SignedIn>> SignInAsync(SignInGrant grant, CancellationToken cancellationToken);

    [Alias("get"), AlwaysInterleave, Idempotent]
    Task<Outcome<Connection>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Changes the connection. A new password and a new submission server are verified by a login first.</summary>
    [Alias("update"), ResponseTimeout("00:01:30")]
    Task<Outcome<Connection>> UpdateAsync(ConnectionChanges changes, CancellationToken cancellationToken);

    /// <summary>Ensures that the work of the stored connection runs: a session, or the removal of its mail.</summary>
    [Alias("resume")]
    Task ResumeAsync();

    /// <summary>
    /// Stops the session at once and removes connection and mail in the background, also across restarts. Refused with <c>precondition_failed</c> if
    /// <paramref name="expected"/> is given and has been changed since.
    /// </summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Connection? expected, CancellationToken cancellationToken);

    /// <summary>Wakes the session: a round over all folders now, without waiting for the next poll or retry.</summary>
    [Alias("start-sync"), AlwaysInterleave, Idempotent]
    Task<Outcome<SyncStatus>> StartSyncAsync(CancellationToken cancellationToken);

    /// <summary>Starts a quick check for changes, after the provider has announced some. Safe to call at any rate.</summary>
    [Alias("notify"), AlwaysInterleave, Idempotent]
    Task NotifyAsync();

    /// <summary>Checks at once for messages to send. Safe to call at any rate.</summary>
    [Alias("wake-outgoing"), AlwaysInterleave, Idempotent]
    Task WakeOutgoingAsync();

    [Alias("sync-status"), AlwaysInterleave, Idempotent]
    Task<Outcome<SyncStatus>> GetSyncStatusAsync(CancellationToken cancellationToken);

    [Alias("health"), AlwaysInterleave, Idempotent]
    Task<Outcome<ConnectionHealth>> GetHealthAsync(CancellationToken cancellationToken);

    /// <summary>Edits messages of this mailbox on the server and then in the copy.</summary>
    /// <returns>Refused as a whole with <c>mailbox_unavailable</c>.</returns>
    [Alias("edit"), AlwaysInterleave]
    Task<Outcome<EditReport>> EditAsync(IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken);

    /// <summary>Creates, renames or deletes a label or folder on the server, and then in the copy.</summary>
    /// <returns>
    /// The label as it is now; after a deletion, as it was. Refused with <c>not_found</c>, <c>label_exists</c>, <c>edit_refused</c> or
    /// <c>mailbox_unavailable</c>.
    /// </returns>
    [Alias("edit-label"), AlwaysInterleave]
    Task<Outcome<Label>> EditLabelAsync(LabelCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a stretch of the content of an attachment from the server, decoded; the whole content if it cannot be read in stretches.
    /// Refused with <c>not_found</c>, <c>message_gone</c>, <c>too_large_to_read</c> or <c>mailbox_unavailable</c>.
    /// </summary>
    /// <param name="messageId">The message.</param>
    /// <param name="attachmentId">The attachment.</param>
    /// <param name="from">Where the previous stretch has ended; null for the first one.</param>
    /// <param name="length">Encoded bytes to read, at most.</param>
    [Alias("read-attachment-stretch"), AlwaysInterleave, Idempotent]
    Task<Outcome<AttachmentStretch>> ReadAttachmentAsync(
        string messageId, string attachmentId, AttachmentMark? from, int length, CancellationToken cancellationToken);

    /// <summary>Reads a stretch of the message as the server has it, in RFC 5322 form.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="offset">Bytes of the message before the stretch.</param>
    /// <param name="length">Bytes to read; a provider without ranges returns all that follows <paramref name="offset"/>.</param>
    [Alias("read-message-stretch"), AlwaysInterleave, Idempotent]
    Task<Outcome<MessageStretch>> ReadRawAsync(string messageId, long offset, int length, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a saved draft to the mailbox, or removes a deleted one from it. Refused with <c>mailbox_unavailable</c>, or as the reading of an attachment;
    /// then it is to be repeated.
    /// </summary>
    [Alias("sync-draft"), AlwaysInterleave, Idempotent]
    Task<Outcome<Done>> SyncDraftAsync(Guid draftId, CancellationToken cancellationToken);
}
