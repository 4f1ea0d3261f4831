using EmailAgent.Delivery.Security;

namespace EmailAgent.Grains.Protection;

/// <summary>A row of <c>protection_keys</c>.</summary>
/// <param name="Key">The key, without its secret.</param>
/// <param name="Secret">The secret, encrypted; empty for none.</param>
internal sealed record ProtectionKeyRow(Guid UserId, Guid Id, MailKey Key, byte[] Secret, DateTimeOffset CreatedAt);

/// <summary>The keys for a message.</summary>
/// <param name="Signer">Null for no signature.</param>
/// <param name="Readers">Those to encrypt for; empty for no encryption.</param>
internal sealed record ChosenKeys(ProtectionKeyRow? Signer, IReadOnlyList<MailKey> Readers);
