using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Secrets;

/// <summary>The table <c>instance_secrets</c>: secrets of the installation itself, the same for all its processes.</summary>
public sealed class InstanceSecretStore(NpgsqlDataSource database)
{
    /// <returns>The secret of this name as stored, which is the given one unless there was one already.</returns>
    /// <param name="name">What it is for.</param>
    /// <param name="value">Encrypted by the caller; this layer never sees it in the clear.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]> GetOrAddAsync(string name, byte[] value, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleAsync<byte[]>(new CommandDefinition(
            """
            INSERT INTO instance_secrets (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING;
            SELECT value FROM instance_secrets WHERE name = @name;
            """,
            new { name, value },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
