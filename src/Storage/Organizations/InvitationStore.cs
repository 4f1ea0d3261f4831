using Dapper;
using EmailAgent.Storage.Audit;
using Npgsql;

namespace EmailAgent.Storage.Organizations;

/// <summary>The table <c>invitations</c>. Only hashes of tokens are stored.</summary>
public sealed class InvitationStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>Those that are good, newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> ListAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id AS Id, email_key AS EmailKey, role AS Role, created_at AS CreatedAt, expires_at AS ExpiresAt
            FROM invitations
            WHERE organization_id = @organizationId AND expires_at > @now
            ORDER BY created_at DESC, id
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<InvitationRow>(new CommandDefinition(Sql, new { organizationId, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Stores an invitation in place of any earlier one of the address.</summary>
    /// <returns>False when the address is a member's, or there is no such organization (any more).</returns>
    public async Task<bool> AddAsync(Guid organizationId, InvitationRow invitation, byte[] tokenHash, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO invitations (organization_id, id, email_key, role, token_hash, created_at, expires_at)
            SELECT o.id, @Id, @EmailKey, @Role, @tokenHash, @CreatedAt, @ExpiresAt
            FROM organizations o
            WHERE o.id = @organizationId AND NOT EXISTS (
                SELECT 1 FROM users u JOIN memberships m ON m.user_id = u.id AND m.organization_id = o.id WHERE u.email_key = @EmailKey)
            ON CONFLICT (organization_id, email_key) DO UPDATE
            SET id = @Id, role = @Role, token_hash = @tokenHash, created_at = @CreatedAt, expires_at = @ExpiresAt
            """;
        var parameters = new { organizationId, invitation.Id, invitation.EmailKey, invitation.Role, tokenHash, invitation.CreatedAt, invitation.ExpiresAt };
        return await audit.ChangeAsync(Sql, parameters, entry, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>False when there is no such invitation (any more).</returns>
    public Task<bool> RemoveAsync(Guid organizationId, Guid id, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "DELETE FROM invitations WHERE organization_id = @organizationId AND id = @id", new { organizationId, id }, entry, cancellationToken);

    /// <summary>Uses up an invitation of the user's own address and makes the user a member; who is one keeps the role.</summary>
    /// <param name="tokenHash">Of the token that came with the invitation.</param>
    /// <param name="userId">Who accepts.</param>
    /// <param name="describe">Makes the audit log's entry from organization and role.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The organization; null when the invitation is not good (any more), or another address was invited.</returns>
    public async Task<Guid?> AcceptAsync(byte[] tokenHash, Guid userId, Func<Guid, string, AuditEntry> describe, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH taken AS (
                DELETE FROM invitations i USING users u
                WHERE i.token_hash = @tokenHash AND i.expires_at > @now AND u.id = @userId AND u.email_key = i.email_key AND u.disabled_at IS NULL
                RETURNING i.organization_id, i.role
            ), joined AS (
                INSERT INTO memberships (user_id, organization_id, role, joined_at)
                SELECT @userId, organization_id, role, @now FROM taken
                ON CONFLICT DO NOTHING
            )
            SELECT organization_id AS OrganizationId, role AS Role FROM taken
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var taken = await connection.QuerySingleOrDefaultAsync<Taken>(new CommandDefinition(
            Sql, new { tokenHash, userId, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (taken is null)
            return null;
        await audit.CommitAsync(transaction, describe(taken.OrganizationId, taken.Role), cancellationToken).ConfigureAwait(false);
        return taken.OrganizationId;
    }

    private sealed record Taken(Guid OrganizationId, string Role);
}
