using Dapper;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Admin;

/// <summary>The table <c>setup_offers</c>. The holder of its token becomes the first administrator, once, while there is none.</summary>
internal sealed class SetupStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string NoAdmin = "NOT EXISTS (SELECT 1 FROM users WHERE role = 'admin')";

    /// <summary>Stores an offer in place of any earlier one.</summary>
    /// <returns>False, with nothing stored, when there is an administrator already.</returns>
    public async Task<bool> OfferAsync(byte[] tokenHash, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO setup_offers (id, token_hash, expires_at)
            SELECT 1, @tokenHash, @expiresAt WHERE {NoAdmin}
            ON CONFLICT (id) DO UPDATE SET token_hash = @tokenHash, expires_at = @expiresAt
            """,
            new { tokenHash, expiresAt },
            cancellationToken: cancellationToken)).ConfigureAwait(false) == 1;
    }

    /// <summary>Finds the offer with this token.</summary>
    /// <returns>The time at which the offer expires; null if it is not valid.</returns>
    public async Task<DateTime?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            $"SELECT expires_at FROM setup_offers WHERE token_hash = @tokenHash AND expires_at > @now AND {NoAdmin}",
            new { tokenHash, now = time.GetUtcNow() },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Claims the offer. Of several simultaneous claims one succeeds, since it deletes the row.</summary>
    /// <returns>False when the offer is not valid, or there is no such user.</returns>
    public async Task<bool> ClaimAsync(byte[] tokenHash, Guid userId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var parameters = new { tokenHash, userId, now = time.GetUtcNow() };
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM setup_offers WHERE token_hash = @tokenHash AND expires_at > @now", parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (taken == 0 || await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE users SET role = 'admin', updated_at = @now WHERE id = @userId AND disabled_at IS NULL AND {NoAdmin}", parameters, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
