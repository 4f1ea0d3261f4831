using System.Security.Cryptography;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.Identity;

/// <summary>The signing keys of this process, read from the database now and then and replaced when they are old; one per silo.</summary>
internal sealed partial class SigningKeyRing(SigningKeyStore store, SecretProtector secrets, TimeProvider time, ILogger<SigningKeyRing> logger) : IDisposable
{
    // Short against SigningKeySchedule.SignFrom: every silo publishes a key well before another one signs with it.
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile Snapshot? _snapshot;

    public async ValueTask<SigningKey> GetSignerAsync(CancellationToken cancellationToken) =>
        SigningKeySchedule.SelectSigner(await GetKeysAsync(cancellationToken), Now);

    public async ValueTask<IReadOnlyList<PublicSigningKey>> GetPublishedAsync(CancellationToken cancellationToken) =>
        [.. SigningKeySchedule.SelectPublished(await GetKeysAsync(cancellationToken), Now).Select(key => key.Public)];

    public void Dispose() => _gate.Dispose();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async ValueTask<IReadOnlyList<SigningKey>> GetKeysAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } fresh && fresh.ReadAt > Now - ReadAgainAfter)
            return fresh.Keys;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_snapshot is { } meanwhile && meanwhile.ReadAt > Now - ReadAgainAfter)
                return meanwhile.Keys;
            var keys = await ReadAsync(cancellationToken);
            _snapshot = new Snapshot(keys, Now);
            return keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<IReadOnlyList<SigningKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var keys = Load(await store.ListAsync(cancellationToken));
        if (!SigningKeySchedule.NeedsNewKey(keys, Now))
            return keys;

        var fresh = SigningKey.Create(Now);
        var row = new SigningKeyRow(fresh.Id, secrets.Protect(SigningKeyStore.PrivateKeyPurpose, fresh.Export()), fresh.CreatedAt);
        // Where no stored key can be read, a new one is needed whatever the age of the others.
        var unlessNewerThan = keys.Count == 0 ? DateTime.MaxValue : Now - SigningKeySchedule.ReplaceAfter;
        return Load(await store.RotateAsync(row, unlessNewerThan, Now - SigningKeySchedule.ForgetAfter, cancellationToken));
    }

    private List<SigningKey> Load(IReadOnlyList<SigningKeyRow> rows)
    {
        var known = _snapshot?.Keys ?? [];
        var keys = new List<SigningKey>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                keys.Add(known.FirstOrDefault(key => key.Id == row.KeyId) ?? SigningKey.Import(row.KeyId, secrets.UnprotectBytes(SigningKeyStore.PrivateKeyPurpose, row.PrivateKey), row.CreatedAt));
            }
            catch (CryptographicException unreadable)
            {
                LogUnreadableKey(row.KeyId, unreadable);
            }
        }

        return keys;
    }

    private sealed record Snapshot(IReadOnlyList<SigningKey> Keys, DateTime ReadAt);
}
