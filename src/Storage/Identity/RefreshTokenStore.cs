using Dapper;
using Npgsql;

namespace EmailAgent.Storage.Identity;

/// <summary>
/// The table <c>refresh_tokens</c>. Only hashes of tokens are stored. All changes to one user's tokens are serialized by a lock
/// on the user's row, so that a reuse found at the same moment as a rotation cannot miss the token just made.
/// </summary>
public sealed class RefreshTokenStore(NpgsqlDataSource database)
{
    /// <summary>Opens a new family with its first token; tokens of the user that have expired are removed.</summary>
    public async Task OpenFamilyAsync(Guid userId, byte[] tokenHash, DateTime now, DateTime expiresAt, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM refresh_tokens WHERE user_id = @userId AND expires_at <= @now;
            INSERT INTO refresh_tokens (user_id, token_hash, family_id, expires_at) VALUES (@userId, @tokenHash, @familyId, @expiresAt);
            """,
            new { userId, tokenHash, familyId = Guid.NewGuid(), now, expiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Exchanges a token for the next one of its family, in one transaction.</summary>
    public async Task<RefreshRotation> RotateAsync(
        Guid userId, byte[] tokenHash, byte[] nextHash, DateTime now, DateTime nextExpiresAt, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, tokenHash, cancellationToken).ConfigureAwait(false);
        if (token is null || token.RevokedAt is not null || token.ExpiresAt <= now)
            return new RefreshRotation(RefreshResult.Refused, null);

        if (token.UsedAt is not null)
        {
            await RevokeFamilyAsync(connection, userId, token.FamilyId, now, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new RefreshRotation(RefreshResult.Reused, null);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE refresh_tokens SET used_at = @now WHERE user_id = @userId AND token_hash = @tokenHash;
            INSERT INTO refresh_tokens (user_id, token_hash, family_id, expires_at) VALUES (@userId, @nextHash, @FamilyId, @nextExpiresAt);
            """,
            new { userId, tokenHash, nextHash, token.FamilyId, now, nextExpiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new RefreshRotation(RefreshResult.Rotated, user);
    }

    /// <summary>Revokes all tokens of the family a token belongs to; an unknown token changes nothing.</summary>
    public async Task RevokeFamilyAsync(Guid userId, byte[] tokenHash, DateTime now, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var user = await LockUserAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var token = user is null ? null : await FindAsync(connection, userId, tokenHash, cancellationToken).ConfigureAwait(false);
        if (token is not null)
            await RevokeFamilyAsync(connection, userId, token.FamilyId, now, cancellationToken).ConfigureAwait(false);

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task<UserRow?> LockUserAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {UserStore.Columns} FROM users WHERE id = @userId FOR NO KEY UPDATE",
            new { userId },
            cancellationToken: cancellationToken));

    private static Task<TokenRow?> FindAsync(NpgsqlConnection connection, Guid userId, byte[] tokenHash, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<TokenRow>(new CommandDefinition(
            """
            SELECT family_id AS FamilyId, expires_at AS ExpiresAt, used_at AS UsedAt, revoked_at AS RevokedAt
            FROM refresh_tokens
            WHERE user_id = @userId AND token_hash = @tokenHash
            """,
            new { userId, tokenHash },
            cancellationToken: cancellationToken));

    private static Task<int> RevokeFamilyAsync(NpgsqlConnection connection, Guid userId, Guid familyId, DateTime now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE refresh_tokens SET revoked_at = @now WHERE user_id = @userId AND family_id = @familyId AND revoked_at IS NULL",
            new { userId, familyId, now },
            cancellationToken: cancellationToken));

    private sealed record TokenRow(Guid FamilyId, DateTime ExpiresAt, DateTime? UsedAt, DateTime? RevokedAt);
}
