using System.Security.Cryptography;
using Dapper;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>
/// The keys of the chains: one that is made at the first use and kept encrypted in the database, or those that the configuration gives.
/// All processes have the same.
/// </summary>
internal sealed class AuditKeys(NpgsqlDataSource database, SecretProtector secrets, IOptions<AuditOptions> options, TimeProvider time)
{
    /// <summary>The purpose under which the key of the audit log's hashes is encrypted. Stored keys cannot be decrypted under another one.</summary>
    public const string KeyPurpose = "audit.key";

    private AuditKeyRing? _ring;

    /// <summary>Loads the keys. A configured key that is new here begins with anchors of all that was written before it.</summary>
    /// <exception cref="AuditKeyException">The log is written with another key than the configured one.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken) => await GetAsync(cancellationToken).ConfigureAwait(false);

    internal async ValueTask<AuditKeyRing> GetAsync(CancellationToken cancellationToken) => _ring ??= await ReadAsync(cancellationToken).ConfigureAwait(false);

    private async Task<AuditKeyRing> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await AuditAnchors.LockAsync(connection, cancellationToken).ConfigureAwait(false); // one process at a time
        var stored = (await connection.QueryAsync<StoredKey>(new CommandDefinition(
            "SELECT id AS Id, secret AS Secret, key_hash AS Fingerprint FROM audit_keys ORDER BY id", cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();

        var configured = options.Value.Key.Length == 0 ? null : ConfiguredAuditKey.Parse(options.Value.Key)!;
        Check(stored, configured);
        var keys = stored.ToDictionary(key => key.Id, Reveal).Where(key => key.Value is not null).ToDictionary(key => key.Key, key => key.Value!);
        var current = stored.Count == 0 ? default : stored[^1].Id;
        if (current == default || (configured is not null && !IsOf(stored[^1], configured)))
        {
            keys[++current] = configured?.Key ?? RandomNumberGenerator.GetBytes(AuditChain.KeySize);
            await BeginAsync(connection, new AuditKeyRing(current, keys), configured, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new AuditKeyRing(current, keys);
    }

    private async Task BeginAsync(NpgsqlConnection connection, AuditKeyRing ring, ConfiguredAuditKey? configured, CancellationToken cancellationToken)
    {
        // Writers have taken a row of this table: from here on none writes with the previous key.
        if (ring.IsRotated)
            await connection.ExecuteAsync(new CommandDefinition("LOCK TABLE audit_heads IN EXCLUSIVE MODE", cancellationToken: cancellationToken)).ConfigureAwait(false);
        var secret = configured is null ? secrets.Protect(KeyPurpose, ring.Current) : null;
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO audit_keys (id, secret, key_hash, created_at) VALUES (@CurrentId, @secret, @Fingerprint, @now)",
            new { ring.CurrentId, secret, configured?.Fingerprint, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (ring.IsRotated)
            await AuditAnchors.AppendAsync(connection, ring, AuditAnchors.Yesterday(time), cancellationToken).ConfigureAwait(false);
    }

    private static void Check(List<StoredKey> stored, ConfiguredAuditKey? configured)
    {
        if (configured is null && stored is [.., { Secret: null }])
            throw new AuditKeyException("The audit log is written with a key that the configuration gave before; it has to be given again, as Audit:Key.");
        if (configured is not null && stored is [.. var older, _] && older.Exists(key => IsOf(key, configured)))
            throw new AuditKeyException("Audit:Key was replaced by a newer key of the audit log; the newer one has to be given, and this one among Audit:OldKeys.");
    }

    private static bool IsOf(StoredKey stored, ConfiguredAuditKey key) => stored.Fingerprint is { } print && print.AsSpan().SequenceEqual(key.Fingerprint);

    private byte[]? Reveal(StoredKey stored) => stored.Secret is { } secret
        ? secrets.UnprotectBytes(KeyPurpose, secret)
        : options.Value.OldKeys.Append(options.Value.Key).Select(ConfiguredAuditKey.Parse).FirstOrDefault(key => key is not null && IsOf(stored, key))?.Key;

    private sealed record StoredKey(short Id, byte[]? Secret, byte[]? Fingerprint);
}
