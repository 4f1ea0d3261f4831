using Dapper;
using Npgsql;

namespace EmailAgent.Grains.SecondFactor;

/// <summary>The tables <c>second_factors</c> and <c>recovery_codes</c>. Of two callers with one code at the same moment, one succeeds.</summary>
internal sealed class SecondFactorStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The purpose under which secrets of authenticators are encrypted. Stored secrets cannot be decrypted under another one.</summary>
    public const string SecretPurpose = "second.factor";

    /// <returns>Null when there is none, confirmed or not.</returns>
    public async Task<SecondFactorRow?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<SecondFactorRow>(new CommandDefinition(
            """
            SELECT secret AS Secret, confirmed_at AS ConfirmedAt, last_step AS LastStep,
                   (SELECT count(*) FROM recovery_codes WHERE user_id = @userId) AS CodesLeft
            FROM second_factors
            WHERE user_id = @userId
            """,
            new { userId },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Keeps a secret that the owner has yet to confirm, in place of an earlier one of that kind.</summary>
    /// <returns>False, with nothing changed, if a factor is in force or the user does not exist.</returns>
    public async Task<bool> ProposeAsync(Guid userId, byte[] secret, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        INSERT INTO second_factors (user_id, secret, created_at)
        SELECT id, @secret, @now FROM users WHERE id = @userId
        ON CONFLICT (user_id) DO UPDATE SET secret = @secret, created_at = @now, last_step = 0
        WHERE second_factors.confirmed_at IS NULL
        """,
        new { userId, secret, now = time.GetUtcNow() },
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Puts a factor in force.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="secret">As stored; nothing happens when it is another by now.</param>
    /// <param name="step">Of the code that the owner has shown.</param>
    /// <param name="codeHashes">Of the recovery codes.</param>
    /// <returns>False, with nothing changed, if there is nothing to confirm.</returns>
    public async Task<bool> ConfirmAsync(Guid userId, byte[] secret, long step, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        WITH confirmed AS (
            UPDATE second_factors SET confirmed_at = @now, last_step = @step
            WHERE user_id = @userId AND confirmed_at IS NULL AND secret = @secret
            RETURNING user_id
        )
        INSERT INTO recovery_codes (user_id, code_hash) SELECT user_id, unnest(@codeHashes) FROM confirmed
        """,
        new { userId, secret, step, codeHashes = codeHashes.ToArray(), now = time.GetUtcNow() },
        cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Uses up the code of a time step, and with it all of earlier ones.</summary>
    /// <returns>False if it was used up before.</returns>
    public async Task<bool> UseStepAsync(Guid userId, long step, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE second_factors SET last_step = @step WHERE user_id = @userId AND confirmed_at IS NOT NULL AND last_step < @step",
        new { userId, step },
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Uses up a recovery code.</summary>
    /// <returns>False if it is not one, or was used before.</returns>
    public async Task<bool> UseCodeAsync(Guid userId, byte[] codeHash, CancellationToken cancellationToken) => await ExecuteAsync(
        "DELETE FROM recovery_codes WHERE user_id = @userId AND code_hash = @codeHash", new { userId, codeHash }, cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Replaces all recovery codes.</summary>
    public Task ReplaceCodesAsync(Guid userId, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken) => ExecuteAsync(
        """
        DELETE FROM recovery_codes WHERE user_id = @userId;
        INSERT INTO recovery_codes (user_id, code_hash) SELECT user_id, unnest(@codeHashes) FROM second_factors WHERE user_id = @userId
        """,
        new { userId, codeHashes = codeHashes.ToArray() },
        cancellationToken);

    public Task RemoveAsync(Guid userId, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM second_factors WHERE user_id = @userId", new { userId }, cancellationToken);

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
