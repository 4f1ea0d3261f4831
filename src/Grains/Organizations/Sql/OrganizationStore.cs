using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Organizations;

/// <summary>The tables <c>organizations</c> and <c>memberships</c>. Changes of one organization's members take turns by a lock on its row.</summary>
internal sealed class OrganizationStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Select = """
        SELECT o.id, o.name, m.role, (SELECT count(*) FROM memberships all_members WHERE all_members.organization_id = o.id), o.created_at
        FROM memberships m JOIN organizations o ON o.id = m.organization_id
        """;

    /// <summary>Those that the user is a member of, oldest membership first.</summary>
    public async Task<IReadOnlyList<Organization>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"{Select} WHERE m.user_id = $1 ORDER BY m.joined_at, o.id").With(userId);
        return await database.ReadRowsAsync(query, ReadOrganization, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null when there is no such organization, or the user is no member of it.</returns>
    public async Task<Organization?> FindAsync(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"{Select} WHERE m.user_id = $1 AND o.id = $2").With(userId).With(id);
        return (await database.ReadRowsAsync(query, ReadOrganization, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<Member>> ListMembersAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT u.id, u.email, u.first_name, u.last_name, m.role, m.joined_at
            FROM memberships m JOIN users u ON u.id = m.user_id
            WHERE m.organization_id = $1
            ORDER BY m.joined_at, u.id
            """;
        return await database.ReadRowsAsync(new NpgsqlBatchCommand(Sql).With(id), ReadMember, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an organization with its first owner.</summary>
    /// <param name="id">The new id.</param>
    /// <param name="name">The name.</param>
    /// <param name="ownerId">The first owner.</param>
    /// <param name="limit">The number of organizations that a user can belong to.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <returns>False if the user belongs to as many as the limit allows.</returns>
    public Task<bool> CreateAsync(Guid id, string name, Guid ownerId, int limit, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        """
        SELECT 1 FROM users WHERE id = @ownerId FOR NO KEY UPDATE; -- several at the same moment are counted one after another
        WITH created AS (
            INSERT INTO organizations (id, name, created_at)
            SELECT @id, @name, @now
            WHERE (SELECT count(*) FROM memberships WHERE user_id = @ownerId) < @limit
            RETURNING id
        )
        INSERT INTO memberships (user_id, organization_id, role, joined_at)
        SELECT @ownerId, id, 'owner', @now FROM created
        """,
        new { id, name = PgText.Clean(name), ownerId, limit, now = time.GetUtcNow() },
        entry,
        cancellationToken);

    /// <param name="id">The organization.</param>
    /// <param name="name">The new name.</param>
    /// <param name="expected">The name that it must still have; null if that does not matter.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <returns>False if there is no such organization, or its name is not the expected one.</returns>
    public Task<bool> RenameAsync(Guid id, string name, string? expected, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "UPDATE organizations SET name = @name WHERE id = @id AND (@expected::text IS NULL OR name = @expected)",
        new { id, name = PgText.Clean(name), expected },
        entry,
        cancellationToken);

    /// <summary>Removes an organization with its memberships, invitations and shares.</summary>
    /// <param name="id">The organization.</param>
    /// <param name="expected">What it must still be by name and number of members; null if that does not matter.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <returns>The members at that moment; null if there is no such organization, or it is not as expected.</returns>
    public async Task<IReadOnlyList<Guid>?> DeleteAsync(Guid id, Organization? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM organizations WHERE id = @id AND (@name::text IS NULL OR name = @name)";
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await LockAsync(connection, id, cancellationToken).ConfigureAwait(false); // so that no member joins meanwhile
        var members = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT user_id FROM memberships WHERE organization_id = @id", new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        if (expected is not null && expected.Members != members.Count)
            return null;
        if (await connection.ExecuteAsync(new CommandDefinition(Sql, new { id, name = expected?.Name }, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
            return null;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return members;
    }

    /// <summary>Changes a member's role, or ends the membership where <paramref name="role"/> is null. An organization keeps an owner.</summary>
    public async Task<MembershipResult> ChangeMemberAsync(Guid id, Guid userId, string? role, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await LockAsync(connection, id, cancellationToken).ConfigureAwait(false);
        var owners = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT user_id FROM memberships WHERE organization_id = @id AND role = 'owner'", new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        if (role != "owner" && owners.Count == 1 && owners[0] == userId)
            return MembershipResult.LastOwner;

        var changed = await connection.ExecuteAsync(new CommandDefinition(
            role is null
                ? "DELETE FROM memberships WHERE user_id = @userId AND organization_id = @id"
                : "UPDATE memberships SET role = @role WHERE user_id = @userId AND organization_id = @id",
            new { id, userId, role },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (changed == 0)
            return MembershipResult.NoSuchMember;
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return MembershipResult.Changed;
    }

    private static Organization ReadOrganization(NpgsqlDataReader row) =>
        new(Ids.Format(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetFieldValue<DateTimeOffset>(4));

    private static Member ReadMember(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)), row.GetStringOrNull(1), row.GetStringOrNull(2), row.GetStringOrNull(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5));

    private static Task<int> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("SELECT 1 FROM organizations WHERE id = @id FOR UPDATE", new { id }, cancellationToken: cancellationToken));
}
