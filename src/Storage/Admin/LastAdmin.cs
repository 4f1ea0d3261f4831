using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Admin;

/// <summary>An instance keeps an administrator, once it has one.</summary>
internal static class LastAdmin
{
    /// <summary>Whether nobody would be left if this user were no administrator. To be asked in the transaction of the change.</summary>
    // Two who demote each other at the same time wait here for one another: the second sees what the first has done.
    public static async Task<bool> IsAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var admins = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE", cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        return admins.Count == 1 && admins[0] == userId;
    }
}
