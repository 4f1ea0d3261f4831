using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Protection;

/// <summary>Verifies signatures of received messages for the Api: a stateless worker, key 0.</summary>
[Alias("mail-protection")]
public interface IMailProtectionGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Reads a message from its mail server, and verifies its signatures by the keys that the owner of the mailbox has stored. Refused with
    /// <c>not_found</c>, <c>message_gone</c>, <c>mailbox_unavailable</c> or <c>too_large_to_read</c>.
    /// </summary>
    [Alias("check"), Idempotent]
    Task<Outcome<EmailProtection>> CheckAsync(Visibility visible, string emailId, CancellationToken cancellationToken);
}
