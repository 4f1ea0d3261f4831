using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Secrets;

/// <summary>The preparation of the key ring as configured: encrypted under the first master key, with a key that is not retired.</summary>
internal sealed partial class KeyRing(
    NpgsqlDataSource database, MasterKeys master, IKeyManager keys, IOptions<SecretOptions> options, TimeProvider time, ILogger<KeyRing> logger)
{
    // Any constant that every program on this database shares.
    private const long LockKey = 0x456D61696C4B6579;

    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90);

    private readonly ILogger<KeyRing> _logger = logger;

    /// <summary>Prepares the ring. Must be called before anything uses it; safe to call from several programs at once.</summary>
    /// <exception cref="MasterKeyException">A key of the ring cannot be read; nothing was changed.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, cancellationToken: cancellationToken)).ConfigureAwait(false);

        await WrapAsync(connection, cancellationToken).ConfigureAwait(false);
        if (options.Value.RetireKeysBefore is { } limit && !keys.GetAllKeys().Any(key => !key.IsRevoked && key.CreationDate >= limit))
        {
            var now = time.GetUtcNow();
            LogReplaced(keys.CreateNewKey(now, now + KeyLifetime).KeyId);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (!master.Any)
            LogClear();
    }

    private async Task WrapAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(long Id, string Xml)>(new CommandDefinition(
            "SELECT id, xml FROM data_protection_keys ORDER BY id FOR UPDATE", cancellationToken: cancellationToken)).ConfigureAwait(false);
        var wrapped = 0;
        foreach (var (id, text) in rows)
        {
            var element = XElement.Parse(text);
            var clear = master.Unwrap(element);
            if (master.IsCurrent(element))
                continue;

            var xml = master.Wrap(clear).ToString(SaveOptions.DisableFormatting);
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE data_protection_keys SET xml = @xml WHERE id = @id", new { id, xml }, cancellationToken: cancellationToken)).ConfigureAwait(false);
            wrapped++;
        }

        if (wrapped > 0)
            LogWrapped(wrapped);
    }

    [LoggerMessage(1, LogLevel.Information, "Encrypted {Count} elements of the key ring with the master key")]
    private partial void LogWrapped(int count);

    [LoggerMessage(2, LogLevel.Information, "The keys of the ring are retired; {KeyId} encrypts from now on")]
    private partial void LogReplaced(Guid keyId);

    [LoggerMessage(3, LogLevel.Warning, "There is no master key: a copy of the database reveals all passwords and tokens in it. Set Secrets:MasterKeyFile or Secrets:MasterKey")]
    private partial void LogClear();
}
