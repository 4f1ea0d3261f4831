using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Identity;

/// <summary>The table <c>account_tokens</c>. Only hashes are stored.</summary>
internal sealed class AccountTokenStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Highest number of tokens of a user for one purpose; the oldest are removed.</summary>
    private const int Most = 5;

    /// <summary>Adds a token; those of the user that have expired are removed.</summary>
    /// <param name="userId">The token's user; nothing happens if the user does not exist.</param>
    /// <param name="hash">Of the token.</param>
    /// <param name="purpose">The purpose of the token.</param>
    /// <param name="lifetime">For how long.</param>
    /// <param name="replaces">Whether it makes the older ones of its purpose invalid.</param>
    public async Task InsertAsync(Guid userId, byte[] hash, string purpose, TimeSpan lifetime, bool replaces, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM account_tokens
            WHERE user_id = @userId
              AND (expires_at <= @now
                   OR (purpose = @purpose AND token_hash NOT IN (
                       SELECT token_hash FROM account_tokens
                       WHERE user_id = @userId AND purpose = @purpose
                       ORDER BY created_at DESC
                       LIMIT @kept)));
            INSERT INTO account_tokens (user_id, token_hash, purpose, created_at, expires_at)
            SELECT id, @hash, @purpose, @now, @expiresAt FROM users WHERE id = @userId
            """,
            new { userId, hash, purpose, now, expiresAt = now + lifetime, kept = replaces ? 0 : Most - 1 },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Returns whether a token is valid, without using it.</summary>
    public async Task<bool> ExistsAsync(Guid userId, byte[] hash, string purpose, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM account_tokens WHERE user_id = @userId AND token_hash = @hash AND purpose = @purpose AND expires_at > @now)",
            new { userId, hash, purpose, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Uses a token up.</summary>
    /// <returns>Whether the token was valid: of two callers at the same moment, only one succeeds.</returns>
    public async Task<bool> TakeAsync(Guid userId, byte[] hash, string purpose, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM account_tokens WHERE user_id = @userId AND token_hash = @hash AND purpose = @purpose AND expires_at > @now",
            new { userId, hash, purpose, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false) == 1;
    }
}
