using Dapper;
using EmailAgent.Storage.Audit;
using Npgsql;

namespace EmailAgent.Storage.Shares;

/// <summary>The tables <c>connection_shares</c> and <c>connection_share_grants</c>. What they give to a user is read by <see cref="Access.AccessStore"/>.</summary>
public sealed class ShareStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string ListSql = """
        SELECT s.user_id AS OwnerId, s.connection_id AS ConnectionId, c.provider AS Provider, c.email AS Email, c.display_name AS DisplayName,
               s.everybody AS Everybody, s.created_at AS CreatedAt
        FROM connection_shares s JOIN connections c ON c.user_id = s.user_id AND c.id = s.connection_id AND c.status <> 'deleting'
        WHERE s.organization_id = @organizationId AND (@connectionId::uuid IS NULL OR s.connection_id = @connectionId)
        ORDER BY s.created_at, s.connection_id;
        SELECT connection_id AS ConnectionId, member_id AS MemberId, access AS Access
        FROM connection_share_grants
        WHERE organization_id = @organizationId AND (@connectionId::uuid IS NULL OR connection_id = @connectionId)
        ORDER BY member_id;
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
    public Task<IReadOnlyList<ShareRow>> ListAsync(Guid organizationId, CancellationToken cancellationToken) => ReadAsync(organizationId, null, cancellationToken);

    /// <returns>Null when the mailbox is not shared into the organization.</returns>
    public async Task<ShareRow?> FindAsync(Guid organizationId, Guid connectionId, CancellationToken cancellationToken) =>
        (await ReadAsync(organizationId, connectionId, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Shares a mailbox, or changes who may what of one that is shared: afterwards it is as the change says.</summary>
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
            change.Everybody,
            now = time.GetUtcNow(),
            members = change.Members.Select(member => member.MemberId).ToArray(),
            access = change.Members.Select(member => member.Access).ToArray(),
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

    /// <returns>False when the mailbox is not shared into the organization (any more).</returns>
    public Task<bool> RemoveAsync(Guid organizationId, Guid ownerId, Guid connectionId, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "DELETE FROM connection_shares WHERE user_id = @ownerId AND connection_id = @connectionId AND organization_id = @organizationId",
        new { organizationId, ownerId, connectionId },
        entry,
        cancellationToken);

    /// <summary>The members of an organization: whom a change of what is shared there may concern.</summary>
    public Task<IReadOnlyList<Guid>> ListAudienceAsync(Guid organizationId, CancellationToken cancellationToken) =>
        ListAsync("SELECT user_id FROM memberships WHERE organization_id = @organizationId", new { organizationId }, cancellationToken);

    /// <summary>The members of all organizations into which a user shares mailboxes; nobody when there are none.</summary>
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

    private async Task<IReadOnlyList<ShareRow>> ReadAsync(Guid organizationId, Guid? connectionId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var results = await connection.QueryMultipleAsync(new CommandDefinition(
            ListSql, new { organizationId, connectionId }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await using var reading = results.ConfigureAwait(false);
        var shares = await results.ReadAsync<Share>().ConfigureAwait(false);
        var members = (await results.ReadAsync<Grant>().ConfigureAwait(false)).ToLookup(grant => grant.ConnectionId, grant => new ShareGrantRow(grant.MemberId, grant.Access));
        return
        [
            .. shares.Select(share => new ShareRow(
                share.OwnerId, share.ConnectionId, share.Provider, share.Email, share.DisplayName, share.Everybody, share.CreatedAt, [.. members[share.ConnectionId]])),
        ];
    }

    private sealed record Share(Guid OwnerId, Guid ConnectionId, string Provider, string Email, string? DisplayName, short? Everybody, DateTime CreatedAt);

    private sealed record Grant(Guid ConnectionId, Guid MemberId, short Access);
}
