using Dapper;
using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.SignIn;

/// <summary>The table <c>oauth_sign_ins</c>: pending sign-ins, each valid for one return of its user.</summary>
internal sealed class SignInStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>The purpose for which the secrets of pending sign-ins are encrypted. With another value, stored secrets could not be read.</summary>
    public const string SecretPurpose = "sign.in";

    /// <summary>The maximum number of pending sign-ins of a user; a further one replaces the oldest.</summary>
    private const int Most = 20;

    /// <summary>Stores a sign-in, and deletes expired ones of the user.</summary>
    /// <returns>False when the user does not exist.</returns>
    public async Task<bool> InsertAsync(Guid userId, byte[] stateHash, PendingSignIn signIn, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM oauth_sign_ins
            WHERE user_id = @userId
              AND (expires_at <= @now OR state_hash NOT IN (
                  SELECT state_hash FROM oauth_sign_ins WHERE user_id = @userId ORDER BY expires_at DESC LIMIT @Most - 1));
            INSERT INTO oauth_sign_ins (user_id, state_hash, provider, redirect_uri, scopes, secrets, expires_at)
            VALUES (@userId, @stateHash, @Provider, @redirectUri, @Scopes, @Secrets, @ExpiresAt);
            """;
        var parameters = new
        {
            userId,
            stateHash,
            signIn.Provider,
            redirectUri = PgText.Clean(signIn.RedirectUri),
            signIn.Scopes,
            signIn.Secrets,
            signIn.ExpiresAt,
            now = time.GetUtcNow(),
            Most,
        };
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }
    }

    /// <summary>Removes and returns a sign-in, so that its state cannot be used again.</summary>
    /// <returns>Null when the user has none with this state at this provider, or it has expired.</returns>
    public async Task<PendingSignIn?> TakeAsync(Guid userId, string provider, byte[] stateHash, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM oauth_sign_ins
            WHERE user_id = $1 AND state_hash = $2 AND provider = $3
            RETURNING redirect_uri, scopes, secrets, expires_at
            """;
        var command = dataSource.CreateCommand(Sql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = stateHash });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;
        var taken = new PendingSignIn(
            provider, reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3));
        return taken.ExpiresAt > time.GetUtcNow() ? taken : null;
    }
}
