using EmailAgent.Database;
using EmailAgent.Grains.Shares;
using Npgsql;

namespace EmailAgent.Grains.Access;

/// <summary>Reads what decides over access, from the tables <c>users</c>, <c>sessions</c>, <c>second_factors</c> and <c>connection_shares</c>.</summary>
internal sealed class AccessStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string UserSql = """
        SELECT role, disabled_at IS NOT NULL,
               EXISTS (SELECT 1 FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL),
               ARRAY(SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2)
        FROM users
        WHERE id = $1 AND erasing_at IS NULL
        """;

    // What is shared begins with the user's memberships, so that it costs next to nothing for who has none. Mailboxes of an owner
    // whose account is closed, and those that are going, are shared no more.
    private const string SharedSql = """
        SELECT DISTINCT ON (s.user_id, s.connection_id) s.user_id, s.connection_id, s.organization_id, greatest(s.everybody, g.access)
        FROM memberships m
        JOIN connection_shares s ON s.organization_id = m.organization_id AND s.user_id <> m.user_id
        JOIN users o ON o.id = s.user_id AND o.disabled_at IS NULL AND o.erasing_at IS NULL
        JOIN connections c ON c.user_id = s.user_id AND c.id = s.connection_id AND c.status <> 'deleting'
        LEFT JOIN connection_share_grants g
            ON g.user_id = s.user_id AND g.connection_id = s.connection_id AND g.organization_id = s.organization_id AND g.member_id = m.user_id
        WHERE m.user_id = $1 AND (s.everybody IS NOT NULL OR g.access IS NOT NULL)
        ORDER BY s.user_id, s.connection_id, greatest(s.everybody, g.access) DESC, s.created_at
        """;

    /// <returns>Null if there is no such user.</returns>
    public async Task<AccessRow?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UserSql).With(userId).With(time.GetUtcNow()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SharedSql).With(userId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;

        var shared = new List<SharedMailbox>();
        var user = new AccessRow(reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetFieldValue<Guid[]>(3), shared);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            shared.Add(new SharedMailbox(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), (MailboxAccess)reader.GetInt16(3)));
        return user;
    }
}
