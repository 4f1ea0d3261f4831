using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The outgoing messages of the mailboxes of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("outgoing")]
public interface IOutgoingGrain : IGrainWithStringKey
{
    /// <summary>Composes a message and stores it to be sent. From then on it is sent once, or its sender learns why not.</summary>
    /// <returns>
    /// Refused as the composition is, with <c>validation_failed</c>, <c>mailbox_cannot_send</c>, <c>sending_limit_reached</c>, <c>storage_full</c> or
    /// <c>too_many</c>.
    /// </returns>
    [Alias("send"), Idempotent]
    Task<Outcome<OutgoingMail>> SendAsync(OutgoingOrder order, CancellationToken cancellationToken);

    /// <summary>Lists messages, newest first; with <paramref name="byTime"/>, by the time at which they are due.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="state">One of <see cref="OutgoingStates"/>; null for all.</param>
    /// <param name="byTime">Lists in the order in which the messages are due.</param>
    /// <param name="after">The end of the previous page; null for the first.</param>
    /// <param name="limit">The maximum number of messages.</param>
    [Alias("list"), Idempotent]
    Task<Outcome<OutgoingPage>> ListAsync(Visibility visible, string? state, bool byTime, string? after, int limit, CancellationToken cancellationToken);

    [Alias("get"), Idempotent]
    Task<Outcome<OutgoingMail>> GetAsync(Visibility visible, Guid id, CancellationToken cancellationToken);

    /// <summary>Cancels a message that is surely not sent, and is not being sent.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The message.</param>
    /// <param name="expected">The message as the caller read it; null to cancel it in any state.</param>
    /// <returns>
    /// The message as it is now, also if it had been cancelled before. Refused with <c>outgoing_too_late</c>, and with <c>precondition_failed</c> if it is
    /// not as expected.
    /// </returns>
    [Alias("cancel"), Idempotent]
    Task<Outcome<OutgoingMail>> CancelAsync(Visibility visible, Guid id, OutgoingMail? expected, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a scheduled message. Refused with <c>outgoing_too_late</c>, with <c>precondition_failed</c> if it is not as expected, and as
    /// <see cref="SendAsync"/>.
    /// </summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The message.</param>
    /// <param name="actorId">The user who changes it, whose uploads, templates and keys it can have. It keeps the uploads that it has.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="expected">The message as the caller read it; null if that does not matter.</param>
    [Alias("change")]
    Task<Outcome<OutgoingMail>> ChangeAsync(
        Visibility visible, Guid id, Guid actorId, ScheduleChanges changes, OutgoingMail? expected, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a message again that failed or waits for another attempt; and one whose outcome is unknown, at the risk that it arrives twice. Recipients
    /// that were sent to are left out. Refused with <c>outgoing_too_late</c>.
    /// </summary>
    [Alias("retry")]
    Task<Outcome<OutgoingMail>> RetryAsync(Visibility visible, Guid id, CancellationToken cancellationToken);
}
