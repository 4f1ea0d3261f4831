using System.Text;
using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Protection;

internal sealed class ProtectionKeyGrain(ProtectionKeyStore store, SecretProtector secrets, IOptions<ProtectionOptions> options, TimeProvider time)
    : Grain, IProtectionKeyGrain
{
    private static readonly Problem NoSuchKey = new(ProblemCodes.NotFound, "There is no such key.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<IReadOnlyList<ProtectionKey>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(UserId, cancellationToken)).Select(ProtectionMapping.ToKey)];

    public async Task<Outcome<ProtectionKey>> GetAsync(string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var keyId) && await store.FindAsync(UserId, keyId, cancellationToken) is { } found ? ProtectionMapping.ToKey(found) : NoSuchKey;

    public async Task<Outcome<ProtectionKey>> AddAsync(NewProtectionKey key, CancellationToken cancellationToken)
    {
        MailKey read;
        try
        {
            read = MailKey.Read(Decode(key.Content), key.Password);
        }
        catch (Exception error) when (error is MailKeyException or FormatException)
        {
            return new Problem(ProblemCodes.Invalid, error is MailKeyException ? error.Message : "Must be PEM, armored, or base64.", "content");
        }

        var secret = read.Secret is { } bytes ? secrets.Protect(ProtectionKeyStore.SecretPurpose, bytes.ToArray()) : [];
        var row = new ProtectionKeyRow(UserId, Guid.CreateVersion7(), read with { Secret = null }, secret, time.GetUtcNow());
        var limit = options.Value.KeysPerUser;
        if (!await store.SaveAsync(row, limit, Entry(ProtectionActions.Add, read.Fingerprint), cancellationToken))
            return new Problem(ProblemCodes.TooMany, $"The limit of {limit} keys is reached; delete one first.");
        return await store.FindAsync(UserId, read.Fingerprint, cancellationToken) is { } stored ? ProtectionMapping.ToKey(stored) : NoSuchKey;
    }

    public async Task<Outcome<Done>> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var keyId) || await store.FindAsync(UserId, keyId, cancellationToken) is not { } found)
            return NoSuchKey;
        return await store.DeleteAsync(UserId, keyId, Entry(ProtectionActions.Delete, found.Key.Fingerprint), cancellationToken) ? Done.Value : NoSuchKey;
    }

    private static byte[] Decode(string content) =>
        content.Contains("-----BEGIN ", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(content) : Convert.FromBase64String(content);

    private AuditEntry Entry(string action, string fingerprint) => AuditTrail.Entry(UserId, action, $"protection_key:{fingerprint}");
}
