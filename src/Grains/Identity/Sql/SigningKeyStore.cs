using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Identity;

/// <summary>The table <c>signing_keys</c>.</summary>
internal sealed class SigningKeyStore(NpgsqlDataSource database)
{
    /// <summary>The purpose under which private keys that sign access tokens are encrypted. Stored keys cannot be decrypted under another one.</summary>
    public const string PrivateKeyPurpose = "signing.key";

    // Any constant that no other advisory lock of this product uses.
    private const long RotationLock = 0x656D61696C6B6579;

    /// <summary>Lists all keys, newest first.</summary>
    public async Task<IReadOnlyList<SigningKeyRow>> ListAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await ListAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Adds a key unless another silo added one after <paramref name="unlessNewerThan"/>, and removes the keys made before
    /// <paramref name="removeOlderThan"/>, in one transaction; several silos can call it at the same moment.
    /// </summary>
    /// <returns>All keys after that, newest first.</returns>
    public async Task<IReadOnlyList<SigningKeyRow>> RotateAsync(
        SigningKeyRow key, DateTime unlessNewerThan, DateTime removeOlderThan, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(@RotationLock)", new { RotationLock }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO signing_keys (key_id, private_key, created_at)
            SELECT @KeyId, @PrivateKey, @CreatedAt
            WHERE NOT EXISTS (SELECT 1 FROM signing_keys WHERE created_at > @unlessNewerThan);
            DELETE FROM signing_keys WHERE created_at < @removeOlderThan;
            """,
            new { key.KeyId, key.PrivateKey, key.CreatedAt, unlessNewerThan, removeOlderThan },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        var keys = await ListAsync(connection, cancellationToken).ConfigureAwait(false);

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return keys;
    }

    private static async Task<IReadOnlyList<SigningKeyRow>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<SigningKeyRow>(new CommandDefinition(
            "SELECT key_id AS KeyId, private_key AS PrivateKey, created_at AS CreatedAt FROM signing_keys ORDER BY created_at DESC, key_id",
            cancellationToken: cancellationToken)).ConfigureAwait(false)];
}
