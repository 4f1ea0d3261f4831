using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Access;

/// <summary>Reads what decides over access, from the tables <c>users</c> and <c>sessions</c>.</summary>
public sealed class AccessStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <returns>Null when there is no such user.</returns>
    public async Task<AccessRow?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT role AS Role, disabled_at IS NOT NULL AS IsDisabled,
                   ARRAY(SELECT id FROM sessions WHERE user_id = @userId AND ended_at IS NULL AND expires_at > @now) AS SessionIds
            FROM users
            WHERE id = @userId AND erasing_at IS NULL
            """,
            new { userId, now = time.GetUtcNow().UtcDateTime },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        return row is null ? null : new AccessRow(row.Role, row.IsDisabled, [.. row.SessionIds.Cast<Guid>()]);
    }

    // Dapper sees arrays as what they are before they are read.
    private sealed record Row(string Role, bool IsDisabled, Array SessionIds);
}
