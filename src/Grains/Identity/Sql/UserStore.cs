using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Identity;

/// <summary>The table <c>users</c>.</summary>
internal sealed class UserStore(NpgsqlDataSource database, TimeProvider time)
{
    internal const string Columns =
        """
        id AS Id, email AS Email, email_key AS EmailKey, password_hash AS PasswordHash, first_name AS FirstName, last_name AS LastName,
        created_at AS CreatedAt, role AS Role, disabled_at AS DisabledAt, email_verified_at AS EmailVerifiedAt
        """;

    /// <summary>Adds an account.</summary>
    /// <returns>False, with nothing changed, when the key is taken.</returns>
    public async Task<bool> InsertAsync(UserRow user, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO users (id, email, email_key, password_hash, first_name, last_name, created_at, updated_at, role)
            VALUES (@Id, @Email, @EmailKey, @PasswordHash, @FirstName, @LastName, @CreatedAt, @CreatedAt, @Role)
            ON CONFLICT (email_key) DO NOTHING
            """,
            user,
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        return added == 1;
    }

    public async Task<UserRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {Columns} FROM users WHERE id = @id AND erasing_at IS NULL",
            new { id },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    public async Task<UserRow?> FindByEmailKeyAsync(string emailKey, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {Columns} FROM users WHERE email_key = @emailKey",
            new { emailKey },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Changes the names: null leaves one as it is, an empty text clears it.</summary>
    /// <param name="expected">The names that the account must still have; null if that does not matter.</param>
    /// <returns>The account after the change; null if there is none, or none with these names.</returns>
    public async Task<UserRow?> UpdateNamesAsync(
        Guid id, string? firstName, string? lastName, (string? First, string? Last)? expected, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"""
            UPDATE users
            SET first_name = CASE WHEN @firstName::text IS NULL THEN first_name ELSE nullif(@firstName, '') END,
                last_name = CASE WHEN @lastName::text IS NULL THEN last_name ELSE nullif(@lastName, '') END,
                updated_at = @now
            WHERE id = @id
              AND (NOT @isConditional OR (first_name IS NOT DISTINCT FROM @wasFirst AND last_name IS NOT DISTINCT FROM @wasLast))
            RETURNING {Columns}
            """,
            new { id, firstName, lastName, now = time.GetUtcNow().UtcDateTime, isConditional = expected is not null, wasFirst = expected?.First, wasLast = expected?.Last },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Records that the owner has proved access to the address.</summary>
    public async Task MarkVerifiedAsync(Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE users SET email_verified_at = @now, updated_at = @now WHERE id = @id AND email_verified_at IS NULL",
            new { id, now = time.GetUtcNow().UtcDateTime },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Replaces a password hash by a stronger one of the same password.</summary>
    /// <returns>False, with nothing changed, when it was changed meanwhile.</returns>
    public async Task<bool> ReplacePasswordHashAsync(Guid id, string oldHash, string newHash, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE users SET password_hash = @newHash, updated_at = @now WHERE id = @id AND password_hash = @oldHash",
            new { id, oldHash, newHash, now = time.GetUtcNow().UtcDateTime },
            cancellationToken: cancellationToken)).ConfigureAwait(false) == 1;
    }
}
