using System.Security.Cryptography;
using Dapper;
using EmailAgent.Storage.Secrets;
using Npgsql;

namespace EmailAgent.Storage.Audit;

/// <summary>The key of the chains, made at its first use; all processes share it.</summary>
public sealed class AuditKey(NpgsqlDataSource database, SecretProtector secrets, TimeProvider time)
{
    private byte[]? _key;

    internal async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) => _key ??= await LoadAsync(cancellationToken).ConfigureAwait(false);

    private async Task<byte[]> LoadAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var stored = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            var secret = secrets.Protect(SecretProtector.AuditKey, RandomNumberGenerator.GetBytes(AuditChain.KeySize));
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO audit_keys (id, secret, created_at) VALUES (1, @secret, @now) ON CONFLICT DO NOTHING",
                new { secret, now = time.GetUtcNow() },
                cancellationToken: cancellationToken)).ConfigureAwait(false);
            stored = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        return secrets.UnprotectBytes(SecretProtector.AuditKey, stored!);
    }

    private static Task<byte[]?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition("SELECT secret FROM audit_keys", cancellationToken: cancellationToken));
}
