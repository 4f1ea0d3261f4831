using System.Security.Cryptography;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>
/// Hashes the secrets of API keys with a key of the installation, so that who reads their table alone can neither use nor test any.
/// A secret is random, so a fast hash is enough.
/// </summary>
internal sealed class ApiKeyHashing(InstanceSecretStore secrets, SecretProtector protector) : IDisposable
{
    private const string Name = "api-keys";
    private const int KeyLength = 32;

    private readonly SemaphoreSlim _gate = new(1);
    private volatile byte[]? _key;

    public async ValueTask<byte[]> HashAsync(byte[] secret, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(_key ?? await ReadKeyAsync(cancellationToken), secret);

    public void Dispose() => _gate.Dispose();

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var fresh = protector.Protect(SecretProtector.InstanceSecret, RandomNumberGenerator.GetBytes(KeyLength));
            return _key ??= protector.UnprotectBytes(SecretProtector.InstanceSecret, await secrets.GetOrAddAsync(Name, fresh, cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }
}
