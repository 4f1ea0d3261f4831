using Dapper;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Organizations;

/// <summary>The table <c>invitations</c>. Only hashes of tokens are stored.</summary>
internal sealed class InvitationStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>Lists valid invitations, newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> ListAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id AS Id, email_key AS EmailKey, role AS Role, created_at AS CreatedAt, expires_at AS ExpiresAt, mailed AS Mailed, mailed_at AS MailedAt
            FROM invitations
            WHERE organization_id = @organizationId AND expires_at > @now
            ORDER BY created_at DESC, id
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<InvitationRow>(new CommandDefinition(Sql, new { organizationId, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Stores an invitation in place of any earlier one of the address.</summary>
    /// <param name="organizationId">To which organization.</param>
    /// <param name="invitation">What to store.</param>
    /// <param name="tokenHash">Of the inviter's token.</param>
    /// <param name="mostOpen">Highest number of valid invitations of the organization, including this one.</param>
    /// <param name="entry">For the audit log.</param>
    public async Task<InvitationResult> AddAsync(
        Guid organizationId, InvitationRow invitation, byte[] tokenHash, int mostOpen, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO invitations (organization_id, id, email_key, role, token_hash, created_at, expires_at, mailed)
            SELECT o.id, @Id, @EmailKey, @Role, @tokenHash, @CreatedAt, @ExpiresAt, @Mailed
            FROM organizations o
            WHERE o.id = @organizationId AND NOT EXISTS (
                SELECT 1 FROM users u JOIN memberships m ON m.user_id = u.id AND m.organization_id = o.id WHERE u.email_key = @EmailKey)
            ON CONFLICT (organization_id, email_key) DO UPDATE
            SET id = @Id, role = @Role, token_hash = @tokenHash, created_at = @CreatedAt, expires_at = @ExpiresAt, mailed = @Mailed, mail_token_hash = NULL, mailed_at = NULL
            """;
        if ((await ListAsync(organizationId, cancellationToken).ConfigureAwait(false)).Count(open => open.EmailKey != invitation.EmailKey) >= mostOpen)
            return InvitationResult.TooMany;
        var parameters = new
        {
            organizationId,
            invitation.Id,
            invitation.EmailKey,
            invitation.Role,
            tokenHash,
            invitation.CreatedAt,
            invitation.ExpiresAt,
            invitation.Mailed,
        };
        return await audit.ChangeAsync(Sql, parameters, entry, cancellationToken).ConfigureAwait(false) ? InvitationResult.Stored : InvitationResult.Refused;
    }

    /// <summary>Lists valid invitations of an address that are to be mailed: first those that no mail contained, then the newest.</summary>
    public async Task<IReadOnlyList<InvitationToMail>> ListToMailAsync(string emailKey, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT i.id AS Id, o.name AS Organization, i.role AS Role
            FROM invitations i JOIN organizations o ON o.id = i.organization_id
            WHERE i.email_key = @emailKey AND i.mailed AND i.expires_at > @now
            ORDER BY i.mail_token_hash IS NULL DESC, i.created_at DESC
            LIMIT @limit
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<InvitationToMail>(new CommandDefinition(
            Sql, new { emailKey, limit, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Activates the tokens of a mail, in place of those of any mail before.</summary>
    public async Task SetMailTokensAsync(IReadOnlyCollection<(Guid Id, byte[] TokenHash)> tokens, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE invitations i SET mail_token_hash = t.hash
            FROM unnest(@ids::uuid[], @hashes::bytea[]) AS t (id, hash)
            WHERE i.id = t.id
            """;
        var parameters = new { ids = tokens.Select(token => token.Id).ToArray(), hashes = tokens.Select(token => token.TokenHash).ToArray() };
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Notes that the newest mail to an address was accepted by a mail server.</summary>
    public async Task MarkMailedAsync(string emailKey, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE invitations SET mailed_at = @now WHERE email_key = @emailKey AND mail_token_hash IS NOT NULL AND mailed_at IS NULL",
            new { emailKey, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Returns whether an address has an invitation to be mailed that no mail contained.</summary>
    public async Task<bool> IsToMailAsync(string emailKey, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM invitations WHERE email_key = @emailKey AND mailed AND mail_token_hash IS NULL AND expires_at > @now)",
            new { emailKey, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Returns whether a token, the inviter's or that of the mail, belongs to a valid invitation of this address.</summary>
    public async Task<bool> IsGoodAsync(byte[] tokenHash, string emailKey, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM invitations WHERE (token_hash = @tokenHash OR mail_token_hash = @tokenHash) AND email_key = @emailKey AND expires_at > @now)",
            new { tokenHash, emailKey, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Returns whether the user could accept by the inviter's token, were the address verified.</summary>
    public async Task<bool> AwaitsVerificationAsync(byte[] tokenHash, Guid userId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT EXISTS (
                SELECT 1 FROM invitations i JOIN users u ON u.email_key = i.email_key
                WHERE i.token_hash = @tokenHash AND i.expires_at > @now AND u.id = @userId AND u.email_verified_at IS NULL)
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            Sql, new { tokenHash, userId, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <returns>False if there is no such invitation.</returns>
    public Task<bool> RemoveAsync(Guid organizationId, Guid id, AuditEntry entry, CancellationToken cancellationToken) => audit.ChangeAsync(
        "DELETE FROM invitations WHERE organization_id = @organizationId AND id = @id", new { organizationId, id }, entry, cancellationToken);

    /// <summary>
    /// Uses an invitation of the user's own address and makes the user a member; an existing member keeps the role. The token of a
    /// mail verifies the address; the inviter's token, if the address is mailed, is valid for a verified one only.
    /// </summary>
    /// <param name="tokenHash">Of the token of the mail, or of the inviter's.</param>
    /// <param name="userId">Who accepts.</param>
    /// <param name="limit">The number of organizations that a user can belong to.</param>
    /// <param name="describe">Makes the audit log's entry from organization and role.</param>
    /// <returns>The organization; null if the invitation is not valid, another address was invited, or the limit is reached.</returns>
    public async Task<Guid?> AcceptAsync(
        byte[] tokenHash, Guid userId, int limit, Func<Guid, string, AuditEntry> describe, CancellationToken cancellationToken)
    {
        // Several at the same moment are counted one after another.
        const string LockSql = "SELECT 1 FROM users WHERE id = @userId FOR NO KEY UPDATE";
        const string Sql = """
            WITH taken AS (
                DELETE FROM invitations i USING users u
                WHERE (i.mail_token_hash = @tokenHash OR (i.token_hash = @tokenHash AND (u.email_verified_at IS NOT NULL OR NOT i.mailed)))
                  AND i.expires_at > @now AND u.id = @userId AND u.email_key = i.email_key AND u.disabled_at IS NULL
                  AND (SELECT count(*) FROM memberships WHERE user_id = @userId) < @limit
                RETURNING i.organization_id, i.role, i.mail_token_hash = @tokenHash AS by_mail
            ), verified AS (
                UPDATE users SET email_verified_at = @now, updated_at = @now
                WHERE id = @userId AND email_verified_at IS NULL AND EXISTS (SELECT 1 FROM taken WHERE by_mail)
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
        await connection.ExecuteAsync(new CommandDefinition(LockSql, new { userId }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var taken = await connection.QuerySingleOrDefaultAsync<Taken>(new CommandDefinition(
            Sql, new { tokenHash, userId, limit, now = time.GetUtcNow() }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (taken is null)
            return null;
        await audit.CommitAsync(transaction, describe(taken.OrganizationId, taken.Role), cancellationToken).ConfigureAwait(false);
        return taken.OrganizationId;
    }

    private sealed record Taken(Guid OrganizationId, string Role);
}
