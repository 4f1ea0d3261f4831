using Dapper;
using EmailAgent.Storage.Shares;
using Npgsql;

namespace EmailAgent.Storage.Access;

/// <summary>Reads what decides over access, from the tables <c>users</c>, <c>sessions</c>, <c>second_factors</c> and <c>connection_shares</c>.</summary>
public sealed class AccessStore(NpgsqlDataSource database, TimeProvider time)
{
    // What is shared begins with the user's memberships, so that it costs next to nothing for who has none. Mailboxes of an owner
    // whose account is closed, and those that are going, are shared no more.
    private const string Sql = """
        SELECT role AS Role, disabled_at IS NOT NULL AS IsDisabled,
               EXISTS (SELECT 1 FROM second_factors WHERE user_id = @userId AND confirmed_at IS NOT NULL) AS HasSecondFactor,
               ARRAY(SELECT id FROM sessions WHERE user_id = @userId AND ended_at IS NULL AND expires_at > @now) AS SessionIds
        FROM users
        WHERE id = @userId AND erasing_at IS NULL;

        SELECT DISTINCT ON (s.user_id, s.connection_id)
               s.user_id AS OwnerId, s.connection_id AS ConnectionId, s.organization_id AS OrganizationId, greatest(s.everybody, g.access) AS Access
        FROM memberships m
        JOIN connection_shares s ON s.organization_id = m.organization_id AND s.user_id <> m.user_id
        JOIN users o ON o.id = s.user_id AND o.disabled_at IS NULL AND o.erasing_at IS NULL
        JOIN connections c ON c.user_id = s.user_id AND c.id = s.connection_id AND c.status <> 'deleting'
        LEFT JOIN connection_share_grants g
            ON g.user_id = s.user_id AND g.connection_id = s.connection_id AND g.organization_id = s.organization_id AND g.member_id = m.user_id
        WHERE m.user_id = @userId AND (s.everybody IS NOT NULL OR g.access IS NOT NULL)
        ORDER BY s.user_id, s.connection_id, greatest(s.everybody, g.access) DESC, s.created_at;
        """;

    /// <returns>Null when there is no such user.</returns>
    public async Task<AccessRow?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var results = await connection.QueryMultipleAsync(new CommandDefinition(
            Sql, new { userId, now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await using var reading = results.ConfigureAwait(false);
        return await results.ReadSingleOrDefaultAsync<Row>().ConfigureAwait(false) is { } row
            ? new AccessRow(row.Role, row.IsDisabled, row.HasSecondFactor, [.. row.SessionIds.Cast<Guid>()], [.. await results.ReadAsync<SharedMailboxRow>().ConfigureAwait(false)])
            : null;
    }

    // Dapper sees arrays as what they are before they are read.
    private sealed record Row(string Role, bool IsDisabled, bool HasSecondFactor, Array SessionIds);
}
