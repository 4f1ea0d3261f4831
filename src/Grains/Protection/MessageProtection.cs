using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.Protection;

/// <summary>Signs and encrypts composed messages by the keys that their user has stored.</summary>
internal sealed class MessageProtection(ProtectionKeyStore store, SecretProtector secrets, TimeProvider time)
{
    /// <summary>Signs a message by the key of its sender, encrypts it for all of its readers, or both.</summary>
    /// <param name="sender">The bare address of the sender, who can read the message, too.</param>
    /// <param name="recipients">The bare addresses of all recipients.</param>
    /// <param name="kind">One of <see cref="ProtectionKinds.Smime"/> and <see cref="ProtectionKinds.OpenPgp"/>; null for the one of which all keys are there.</param>
    /// <returns>The message; refused with <c>validation_failed</c> for <c>sign</c> or <c>encrypt</c>, which names the addresses without a key.</returns>
    public async Task<Outcome<byte[]>> ProtectAsync(
        Guid userId,
        ReadOnlyMemory<byte> message,
        string sender,
        IReadOnlyList<string> recipients,
        bool sign,
        bool encrypt,
        string? kind,
        CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(userId, cancellationToken);
        var refused = new List<Problem>();
        // Another kind than the sender's would only hide which of the other keys is missing.
        foreach (var choice in Choices(kind).OrderByDescending(choice => ProtectionPolicy.HasKey(rows, choice, sender)))
        {
            var chosen = ProtectionPolicy.Choose(rows, choice, sender, recipients, sign, encrypt, time.GetUtcNow());
            if (chosen.Value is not { } keys)
            {
                refused.Add(chosen.Problem!);
                continue;
            }

            try
            {
                var signer = keys.Signer is { } row ? row.Key with { Secret = secrets.UnprotectBytes(ProtectionKeyStore.SecretPurpose, row.Secret) } : null;
                return MailProtector.Protect(message, signer, keys.Readers, time.GetUtcNow());
            }
            catch (MailKeyException error)
            {
                refused.Add(new Problem(ProblemCodes.Invalid, error.Message, sign ? "sign" : "encrypt"));
            }
        }

        return refused[0];
    }

    private static MailKeyKind[] Choices(string? kind) => kind switch
    {
        ProtectionKinds.Smime => [MailKeyKind.Smime],
        ProtectionKinds.OpenPgp => [MailKeyKind.OpenPgp],
        _ => [MailKeyKind.Smime, MailKeyKind.OpenPgp],
    };
}
