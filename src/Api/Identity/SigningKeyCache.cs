using System.Collections.Frozen;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>The public keys of the token issuer, fetched now and then, and at once (but not too often) when an unknown one turns up.</summary>
internal sealed class SigningKeyCache(IClusterClient cluster, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile Snapshot? _snapshot;

    /// <summary>Finds keys among those fetched last.</summary>
    public async ValueTask<Func<string, VerificationKey?>> GetKeysAsync(CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        if (snapshot is null || snapshot.FetchedAt <= time.GetUtcNow() - RefreshAfter)
            snapshot = await FetchAsync(RefreshAfter, cancellationToken);
        return snapshot.Find;
    }

    /// <summary>As <see cref="GetKeysAsync"/>, after the last ones did not contain a key that a token names.</summary>
    public async ValueTask<Func<string, VerificationKey?>> GetNewerKeysAsync(CancellationToken cancellationToken) =>
        (await FetchAsync(AtMostEvery, cancellationToken)).Find;

    public void Dispose() => _gate.Dispose();

    private async Task<Snapshot> FetchAsync(TimeSpan unlessYoungerThan, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_snapshot is { } recent && recent.FetchedAt > time.GetUtcNow() - unlessYoungerThan)
                return recent;
            var keys = await cluster.GetGrain<IIdentityGrain>(0).GetSigningKeysAsync(cancellationToken);
            return _snapshot = new Snapshot(keys.ToFrozenDictionary(key => key.KeyId, key => new VerificationKey(key)), time.GetUtcNow());
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed record Snapshot(FrozenDictionary<string, VerificationKey> Keys, DateTimeOffset FetchedAt)
    {
        public VerificationKey? Find(string keyId) => Keys.GetValueOrDefault(keyId);
    }
}
