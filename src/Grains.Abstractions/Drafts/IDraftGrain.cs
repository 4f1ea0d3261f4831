using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Grains.Drafts;

/// <summary>The drafts of the mailboxes of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("drafts")]
public interface IDraftGrain : IGrainWithStringKey
{
    /// <summary>Saves a new draft, which appears in the mailbox a moment later. Refused with <c>validation_failed</c>, <c>not_found</c> or <c>too_many</c>.</summary>
    [Alias("create"), Idempotent]
    Task<Outcome<Draft>> CreateAsync(NewDraft draft, CancellationToken cancellationToken);

    /// <summary>Lists drafts, the one that was saved last first.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="after">The end of the previous page; null for the first.</param>
    /// <param name="limit">The maximum number of drafts.</param>
    [Alias("list"), Idempotent]
    Task<Outcome<DraftPage>> ListAsync(Visibility visible, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Returns a draft. Refused with <c>draft_not_read</c>.</summary>
    [Alias("get"), Idempotent]
    Task<Outcome<Draft>> GetAsync(Visibility visible, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a draft as a whole. If another mail client saved it since it was last saved here, and no revision is expected, the other version is kept
    /// as a copy. Refused with <c>validation_failed</c>, <c>draft_sending</c> or <c>precondition_failed</c>.
    /// </summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The draft.</param>
    /// <param name="actorId">The user who writes it, whose uploads it can have. It keeps those that it has.</param>
    /// <param name="message">All of the draft.</param>
    /// <param name="expected">The revision that the caller read, which must be the current one; null for any.</param>
    [Alias("save")]
    Task<Outcome<Draft>> SaveAsync(Visibility visible, Guid id, Guid actorId, ComposeRequest message, long? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a draft, here and in the mailbox. Refused with <c>draft_sending</c> or <c>precondition_failed</c>.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The draft.</param>
    /// <param name="expected">As of <see cref="SaveAsync"/>.</param>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Visibility visible, Guid id, long? expected, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a draft, once however often this is called: repeats find the outgoing message. The draft is removed when the message is sent, and can be
    /// changed again if it is cancelled or fails. Refused as <see cref="IOutgoingGrain.SendAsync"/>, or with <c>draft_not_read</c>.
    /// </summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The draft.</param>
    /// <param name="actorId">The user who sends it, whose templates and keys apply.</param>
    /// <param name="request">The time.</param>
    [Alias("send"), Idempotent]
    Task<Outcome<OutgoingMail>> SendAsync(Visibility visible, Guid id, Guid actorId, DraftSendRequest request, CancellationToken cancellationToken);
}
