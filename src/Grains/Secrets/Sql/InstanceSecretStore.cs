using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Secrets;

/// <summary>The table <c>instance_secrets</c>: secrets of the installation itself, shared by all its processes.</summary>
internal sealed class InstanceSecretStore(NpgsqlDataSource database)
{
    /// <summary>Returns the stored secret with this name, after adding the given one if there is none.</summary>
    /// <param name="value">The secret, encrypted by the caller; this layer never sees its plain text.</param>
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
