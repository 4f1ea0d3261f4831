using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Shares;

/// <summary>The tables <c>connection_shares</c> and <c>connection_share_grants</c>. What they give to a user is read by <see cref="Access.AccessStore"/>.</summary>
internal sealed class ShareStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string ListSql = """
        SELECT s.connection_id, s.user_id, c.provider, c.email, c.display_name, s.everybody, s.created_at
        FROM connection_shares s JOIN connections c ON c.user_id = s.user_id AND c.id = s.connection_id AND c.status <> 'deleting'
        WHERE s.organization_id = $1 AND ($2::uuid IS NULL OR s.connection_id = $2)
        ORDER BY s.created_at, s.connection_id
        """;

    private const string ListGrantsSql = """
        SELECT connection_id, member_id, access
        FROM connection_share_grants
        WHERE organization_id = $1 AND ($2::uuid IS NULL OR connection_id = $2)
        ORDER BY member_id
        """;

    // The mailbox is locked against its removal, so that nothing is shared of one that is going.
    private const string SaveSql = """
        INSERT INTO connection_shares (user_id, connection_id, organization_id, everybody, created_at)
        SELECT c.user_id, c.id, m.organization_id, @Everybody, @now
        FROM (SELECT user_id, id FROM connections WHERE user_id = @OwnerId AND id = @ConnectionId AND status <> 'deleting' FOR SHARE) c
        JOIN memberships m ON m.user_id = c.user_id AND m.organization_id = @OrganizationId
        ON CONFLICT (user_id, connection_id, organization_id) DO UPDATE SET everybody = @Everybody
        """;

    private const string ClearSql =
        "DELETE FROM connection_share_grants WHERE user_id = @OwnerId AND connection_id = @ConnectionId AND organization_id = @OrganizationId";

    private const string GrantSql = """
        INSERT INTO connection_share_grants (user_id, connection_id, organization_id, member_id, access)
        SELECT @OwnerId, @ConnectionId, @OrganizationId, m.user_id, g.access
        FROM unnest(@members, @access) AS g (member_id, access)
        JOIN memberships m ON m.user_id = g.member_id AND m.organization_id = @OrganizationId
        """;

    /// <summary>All shares of an organization, oldest first.</summary>
    public Task<IReadOnlyList<ConnectionShare>> ListAsync(Guid organizationId, CancellationToken cancellationToken) => ReadAsync(organizationId, null, cancellationToken);

    /// <returns>Null when the mailbox is not shared into the organization.</returns>
    public async Task<ConnectionShare?> FindAsync(Guid organizationId, Guid connectionId, CancellationToken cancellationToken) =>
        (await ReadAsync(organizationId, connectionId, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Shares a mailbox, or replaces the access to a shared one.</summary>
    public async Task<ShareResult> SaveAsync(ShareChange change, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var parameters = new
        {
            change.OrganizationId,
            change.OwnerId,
            change.ConnectionId,
            Everybody = (short?)change.Everybody,
            now = time.GetUtcNow(),
            members = change.Members.Select(member => Guid.ParseExact(member.UserId, "N")).ToArray(),
            access = change.Members.Select(member => (short)member.Access).ToArray(),
        };
        Task<int> RunAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

        if (await RunAsync(SaveSql).ConfigureAwait(false) == 0)
            return ShareResult.NoSuchConnection;
        await RunAsync(ClearSql).ConfigureAwait(false);
        if (await RunAsync(GrantSql).ConfigureAwait(false) < change.Members.Count)
            return ShareResult.NoSuchMember;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return ShareResult.Saved;
    }

    /// <returns>False if the mailbox is not shared into the organization.</returns>
    public Task<bool> RemoveAsync(Guid organizationId, Guid ownerId, Guid connectionId, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "DELETE FROM connection_shares WHERE user_id = @ownerId AND connection_id = @connectionId AND organization_id = @organizationId",
        new { organizationId, ownerId, connectionId },
        entry,
        cancellationToken);

    /// <summary>Lists the members of an organization, who are affected by a change of its shares.</summary>
    public Task<IReadOnlyList<Guid>> ListAudienceAsync(Guid organizationId, CancellationToken cancellationToken) =>
        ListAsync("SELECT user_id FROM memberships WHERE organization_id = @organizationId", new { organizationId }, cancellationToken);

    /// <summary>Lists the members of all organizations into which a user shares mailboxes; empty if there are none.</summary>
    public Task<IReadOnlyList<Guid>> ListAudienceOfAsync(Guid ownerId, CancellationToken cancellationToken) => ListAsync(
        "SELECT DISTINCT m.user_id FROM connection_shares s JOIN memberships m ON m.organization_id = s.organization_id WHERE s.user_id = @ownerId",
        new { ownerId },
        cancellationToken);

    private async Task<IReadOnlyList<Guid>> ListAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<ConnectionShare>> ReadAsync(Guid organizationId, Guid? connectionId, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ListSql).With(organizationId).With(connectionId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ListGrantsSql).With(organizationId).With(connectionId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var shares = new List<ConnectionShare>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            shares.Add(ReadShare(reader));

        var grants = new List<(string ConnectionId, ShareGrant Grant)>();
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            grants.Add((Ids.Format(reader.GetGuid(0)), new ShareGrant(Ids.Format(reader.GetGuid(1)), (MailboxAccess)reader.GetInt16(2))));
        var members = grants.ToLookup(grant => grant.ConnectionId, grant => grant.Grant);
        return [.. shares.Select(share => share with { Members = [.. members[share.ConnectionId]] })];
    }

    private static ConnectionShare ReadShare(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        Ids.Format(row.GetGuid(1)),
        row.GetString(2),
        row.GetString(3),
        row.GetStringOrNull(4),
        row.IsDBNull(5) ? null : (MailboxAccess)row.GetInt16(5),
        [],
        row.GetFieldValue<DateTimeOffset>(6));
}
