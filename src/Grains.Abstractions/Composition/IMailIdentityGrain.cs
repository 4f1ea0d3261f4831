using Orleans.Concurrency;

namespace EmailAgent.Grains.Composition;

/// <summary>
/// The identities of a user's mailboxes; the key is the user id. A mailbox or an identity that is not the user's is refused with
/// <c>not_found</c>.
/// </summary>
[Alias("mail-identities")]
public interface IMailIdentityGrain : IGrainWithStringKey
{
    /// <summary>Lists the identities of a mailbox, the default one first; those that the provider keeps as they were read last.</summary>
    [Alias("list"), AlwaysInterleave, Idempotent]
    Task<Outcome<MailIdentityList>> ListAsync(Guid connectionId, CancellationToken cancellationToken);

    [Alias("get"), AlwaysInterleave, Idempotent]
    Task<Outcome<MailIdentity>> GetAsync(Guid connectionId, string id, CancellationToken cancellationToken);

    /// <summary>Adds an identity. Refused with <c>validation_failed</c>, <c>identity_exists</c> or <c>too_many</c>.</summary>
    /// <param name="connectionId">The mailbox.</param>
    /// <param name="id">The id of the identity; a repeat with the same id finds it.</param>
    /// <param name="request">The identity.</param>
    [Alias("create"), Idempotent]
    Task<Outcome<MailIdentity>> CreateAsync(Guid connectionId, Guid id, MailIdentityRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Changes an identity. Refused with <c>validation_failed</c>, or <c>precondition_failed</c> if <paramref name="expected"/> is given and is
    /// no longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<MailIdentity>> UpdateAsync(
        Guid connectionId, string id, MailIdentityChangesRequest changes, MailIdentity? expected, CancellationToken cancellationToken);

    /// <summary>Deletes an identity. Refused with <c>identity_kept</c>, or <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Guid connectionId, string id, MailIdentity? expected, CancellationToken cancellationToken);
}
