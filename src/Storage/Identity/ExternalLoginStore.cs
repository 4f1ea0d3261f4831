using Dapper;
using EmailAgent.Storage.Audit;
using Npgsql;

namespace EmailAgent.Storage.Identity;

/// <summary>The table <c>external_logins</c>: from an issuer's name for somebody to our user.</summary>
public sealed class ExternalLoginStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>The user of a login, made at first sight and brought up to date when the issuer says something new.</summary>
    /// <param name="login">Who it is, and what the issuer says.</param>
    /// <param name="linkKey">The <see cref="UserRow.EmailKey"/> of an account that a login seen for the first time leads to; null for none.</param>
    /// <param name="entryFor">From a user and an action to the entry for the audit log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>No user when it was deleted; and whether something has changed.</returns>
    public async Task<(UserRow? User, bool Changed)> SignInAsync(
        ExternalLoginRow login, string? linkKey, Func<Guid, string, AuditEntry> entryFor, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        while (true)
        {
            if (await FindAsync(connection, login, cancellationToken).ConfigureAwait(false) is { } known)
            {
                var user = await RefreshAsync(connection, login, known, cancellationToken).ConfigureAwait(false);
                return (user, !known.HasSeen(login));
            }

            if (await TryAddAsync(connection, login, linkKey, entryFor, cancellationToken).ConfigureAwait(false) is { } added)
                return (added, true);
        }
    }

    // Null when another request has added the login at the same moment.
    private async Task<UserRow?> TryAddAsync(
        NpgsqlConnection connection, ExternalLoginRow login, string? linkKey, Func<Guid, string, AuditEntry> entryFor, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var account = await TakeOverAsync(connection, login, linkKey, cancellationToken).ConfigureAwait(false);
        var user = account ?? await AddUserAsync(connection, login, cancellationToken).ConfigureAwait(false);
        if (user.DisabledAt is not null)
            return user; // let in nowhere, so nothing is changed either
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO external_logins (issuer, subject, user_id, profile_hash, created_at)
            VALUES (@Issuer, @Subject, @userId, @ProfileHash, @now)
            ON CONFLICT DO NOTHING
            """,
            new { login.Issuer, login.Subject, userId = user.Id, login.ProfileHash, now = Now },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (added == 0)
            return null;
        await audit.CommitAsync(transaction, entryFor(user.Id, account is null ? AuditActions.Register : AuditActions.LinkLogin), cancellationToken).ConfigureAwait(false);
        return user;
    }

    // Nobody has shown that the account's address is theirs; the login has. So what opened the account until now does not any more.
    private Task<UserRow?> TakeOverAsync(NpgsqlConnection connection, ExternalLoginRow login, string? linkKey, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"""
            WITH account AS (
                UPDATE users
                SET password_hash = NULL,
                    first_name = coalesce(first_name, @FirstName),
                    last_name = coalesce(last_name, @LastName),
                    role = CASE WHEN @Role = 'admin' THEN @Role ELSE role END,
                    updated_at = @now
                WHERE email_key = @linkKey
                RETURNING *
            ), factors AS (
                DELETE FROM second_factors WHERE user_id = (SELECT id FROM account)
            ), tokens AS (
                DELETE FROM account_tokens WHERE user_id = (SELECT id FROM account)
            ), ended AS (
                UPDATE sessions SET ended_at = @now WHERE user_id = (SELECT id FROM account) AND ended_at IS NULL
            )
            SELECT {UserStore.Columns} FROM account
            """,
            new { linkKey, login.FirstName, login.LastName, login.Role, now = Now },
            cancellationToken: cancellationToken));

    private Task<UserRow> AddUserAsync(NpgsqlConnection connection, ExternalLoginRow login, CancellationToken cancellationToken) =>
        connection.QuerySingleAsync<UserRow>(new CommandDefinition(
            $"""
            INSERT INTO users (id, email, first_name, last_name, created_at, updated_at, role)
            VALUES (@id, @Email, @FirstName, @LastName, @now, @now, coalesce(@Role, 'user'))
            RETURNING {UserStore.Columns}
            """,
            new { id = Guid.NewGuid(), login.Email, login.FirstName, login.LastName, login.Role, now = Now },
            cancellationToken: cancellationToken));

    // An account of our own keeps its address, by which it is looked up, and is not made less than it is; what the issuer does not say stays as it is.
    private Task<UserRow?> RefreshAsync(NpgsqlConnection connection, ExternalLoginRow login, LoginRow known, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            known.HasSeen(login)
                ? $"SELECT {UserStore.Columns} FROM users WHERE id = @UserId AND erasing_at IS NULL"
                : $"""
                WITH seen AS (
                    UPDATE external_logins SET profile_hash = @ProfileHash WHERE issuer = @Issuer AND subject = @Subject
                )
                UPDATE users
                SET email = CASE WHEN email_key IS NULL THEN coalesce(@Email, email) ELSE email END,
                    first_name = coalesce(@FirstName, first_name),
                    last_name = coalesce(@LastName, last_name),
                    role = CASE WHEN email_key IS NULL OR @Role = 'admin' THEN coalesce(@Role, role) ELSE role END,
                    updated_at = @now
                WHERE id = @UserId AND erasing_at IS NULL
                RETURNING {UserStore.Columns}
                """,
            new { known.UserId, login.Issuer, login.Subject, login.ProfileHash, login.Email, login.FirstName, login.LastName, login.Role, now = Now },
            cancellationToken: cancellationToken));

    private static Task<LoginRow?> FindAsync(NpgsqlConnection connection, ExternalLoginRow login, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<LoginRow>(new CommandDefinition(
            "SELECT user_id AS UserId, profile_hash AS ProfileHash FROM external_logins WHERE issuer = @Issuer AND subject = @Subject",
            new { login.Issuer, login.Subject },
            cancellationToken: cancellationToken));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private sealed record LoginRow(Guid? UserId, byte[] ProfileHash)
    {
        public bool HasSeen(ExternalLoginRow login) => ProfileHash.AsSpan().SequenceEqual(login.ProfileHash);
    }
}
