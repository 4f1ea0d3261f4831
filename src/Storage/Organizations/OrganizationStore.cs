using Dapper;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Database;
using Npgsql;

namespace EmailAgent.Storage.Organizations;

/// <summary>The tables <c>organizations</c> and <c>memberships</c>. Changes of one organization's members take turns by a lock on its row.</summary>
public sealed class OrganizationStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Select = """
        SELECT o.id AS Id, o.name AS Name, o.created_at AS CreatedAt, m.role AS Role,
               (SELECT count(*) FROM memberships all_members WHERE all_members.organization_id = o.id) AS Members
        FROM memberships m JOIN organizations o ON o.id = m.organization_id
        """;

    /// <summary>Those that the user is a member of, oldest membership first.</summary>
    public async Task<IReadOnlyList<OrganizationRow>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<OrganizationRow>(new CommandDefinition(
            $"{Select} WHERE m.user_id = @userId ORDER BY m.joined_at, o.id", new { userId }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <returns>Null when there is no such organization, or the user is no member of it.</returns>
    public async Task<OrganizationRow?> FindAsync(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<OrganizationRow>(new CommandDefinition(
            $"{Select} WHERE m.user_id = @userId AND o.id = @id", new { id, userId }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<MemberRow>> ListMembersAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT u.id AS UserId, u.email AS Email, u.first_name AS FirstName, u.last_name AS LastName, m.role AS Role, m.joined_at AS JoinedAt
            FROM memberships m JOIN users u ON u.id = m.user_id
            WHERE m.organization_id = @id
            ORDER BY m.joined_at, u.id
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<MemberRow>(new CommandDefinition(Sql, new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Makes an organization with its first owner.</summary>
    public Task CreateAsync(Guid id, string name, Guid ownerId, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        """
        INSERT INTO organizations (id, name, created_at) VALUES (@id, @name, @now);
        INSERT INTO memberships (user_id, organization_id, role, joined_at) VALUES (@ownerId, @id, 'owner', @now);
        """,
        new { id, name = PgText.Clean(name), ownerId, now = time.GetUtcNow() },
        entry,
        cancellationToken);

    /// <param name="id">The organization.</param>
    /// <param name="name">The new name.</param>
    /// <param name="expected">The name that it must still have; null when that does not matter.</param>
    /// <param name="entry">What the audit log says of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such organization, or it has another name than the expected one.</returns>
    public Task<bool> RenameAsync(Guid id, string name, string? expected, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "UPDATE organizations SET name = @name WHERE id = @id AND (@expected::text IS NULL OR name = @expected)",
        new { id, name = PgText.Clean(name), expected },
        entry,
        cancellationToken);

    /// <summary>Removes an organization with its memberships, invitations and shares.</summary>
    /// <returns>Who was a member at that moment; null when there is no such organization (any more).</returns>
    public async Task<IReadOnlyList<Guid>?> DeleteAsync(Guid id, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await LockAsync(connection, id, cancellationToken).ConfigureAwait(false); // nobody joins meanwhile
        var members = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT user_id FROM memberships WHERE organization_id = @id", new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        if (await connection.ExecuteAsync(new CommandDefinition("DELETE FROM organizations WHERE id = @id", new { id }, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
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

    private static Task<int> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("SELECT 1 FROM organizations WHERE id = @id FOR UPDATE", new { id }, cancellationToken: cancellationToken));
}
