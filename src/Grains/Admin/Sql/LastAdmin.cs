using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Admin;

/// <summary>The rule that an instance which has an administrator always keeps one.</summary>
internal static class LastAdmin
{
    /// <summary>Indicates whether the user is the only administrator. Must be called in the transaction of the change.</summary>
    // Two administrators who demote each other at the same time wait here: the second one sees the first change.
    public static async Task<bool> IsAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var admins = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE", cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        return admins.Count == 1 && admins[0] == userId;
    }
}
