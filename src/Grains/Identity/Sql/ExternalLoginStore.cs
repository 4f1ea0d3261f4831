using Dapper;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Identity;

/// <summary>The table <c>external_logins</c>: maps an issuer's subject to a local user.</summary>
internal sealed class ExternalLoginStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    /// <summary>Maps a login to its user: creates the user at the first login, and updates it when the issuer's data changes.</summary>
    /// <param name="login">The login and the issuer's data.</param>
    /// <param name="linkKey">The <see cref="UserRow.EmailKey"/> of an account that a login seen for the first time leads to; null for none.</param>
    /// <param name="entryFor">From a user and an action to the entry for the audit log.</param>
    public async Task<ExternalSignIn> SignInAsync(
        StoredLogin login, string? linkKey, Func<Guid, string, AuditEntry> entryFor, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        while (true)
        {
            if (await FindAsync(connection, login, cancellationToken).ConfigureAwait(false) is { } known)
            {
                if (known.Covers(login))
                    return new ExternalSignIn(await FindUserAsync(connection, known, cancellationToken).ConfigureAwait(false), Changed: false, []);
                if (await TryRefreshAsync(connection, login, known, cancellationToken).ConfigureAwait(false) is { } refreshed)
                    return new ExternalSignIn(refreshed, Changed: true, []);
            }
            else if (await TryAddAsync(connection, login, linkKey, entryFor, cancellationToken).ConfigureAwait(false) is { } added)
            {
                return added;
            }
        }
    }

    // Null if another request has added the login at the same moment.
    private async Task<ExternalSignIn?> TryAddAsync(
        NpgsqlConnection connection, StoredLogin login, string? linkKey, Func<Guid, string, AuditEntry> entryFor, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var account = linkKey is null ? null : await LockAsync(connection, linkKey, cancellationToken).ConfigureAwait(false);
        if (account is { DisabledAt: not null })
            return new ExternalSignIn(account, Changed: false, []); // let in nowhere, so nothing is changed either
        var takesOver = account is { EmailVerifiedAt: null };
        var endedKeys = takesOver ? await ShutOutAsync(connection, account!.Id, cancellationToken).ConfigureAwait(false) : [];
        var user = account is null
            ? await AddUserAsync(connection, login, cancellationToken).ConfigureAwait(false)
            : await LinkAsync(connection, account.Id, login, cancellationToken).ConfigureAwait(false);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO external_logins (issuer, subject, user_id, profile_hash, names, said_at, created_at)
            VALUES (@Issuer, @Subject, @userId, @ProfileHash, @names, @SaidAt, @now)
            ON CONFLICT DO NOTHING
            """,
            new { login.Issuer, login.Subject, userId = user.Id, login.ProfileHash, names = NamesIn(login), login.SaidAt, now = Now },
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (added == 0)
            return null;
        var action = account is null ? IdentityActions.Register : takesOver ? IdentityActions.TakeOver : IdentityActions.LinkLogin;
        await audit.CommitAsync(transaction, entryFor(user.Id, action), cancellationToken).ConfigureAwait(false);
        return new ExternalSignIn(user, Changed: true, endedKeys);
    }

    // In a separate statement, so that those that follow see what was committed while it waited.
    private static Task<UserRow?> LockAsync(NpgsqlConnection connection, string emailKey, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {UserStore.Columns} FROM users WHERE email_key = @emailKey AND erasing_at IS NULL FOR UPDATE",
            new { emailKey },
            cancellationToken: cancellationToken));

    // The account's address was never proven, but the login proves it. So nothing that opened the account until now stays valid, nor gives access to
    // its organizations. Returns the API keys that have ended.
    private async Task<IReadOnlyList<Guid>> ShutOutAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            UPDATE users SET password_hash = NULL WHERE id = @userId;
            UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND ended_at IS NULL;
            DELETE FROM second_factors WHERE user_id = @userId;
            DELETE FROM account_tokens WHERE user_id = @userId;
            DELETE FROM invitations WHERE organization_id IN (
                SELECT organization_id FROM memberships WHERE user_id = @userId AND role IN ('owner', 'admin'));
            DELETE FROM api_keys WHERE user_id = @userId RETURNING id;
            """,
            new { userId, now = Now },
            cancellationToken: cancellationToken)).ConfigureAwait(false),
    ];

    private Task<UserRow> LinkAsync(NpgsqlConnection connection, Guid userId, StoredLogin login, CancellationToken cancellationToken) =>
        connection.QuerySingleAsync<UserRow>(new CommandDefinition(
            $"""
            UPDATE users
            SET email_verified_at = coalesce(email_verified_at, @now),
                first_name = coalesce(first_name, @FirstName),
                last_name = coalesce(last_name, @LastName),
                role = CASE WHEN @Role = 'admin' THEN @Role ELSE role END,
                updated_at = @now
            WHERE id = @userId
            RETURNING {UserStore.Columns}
            """,
            new { userId, login.FirstName, login.LastName, login.Role, now = Now },
            cancellationToken: cancellationToken));

    private Task<UserRow> AddUserAsync(NpgsqlConnection connection, StoredLogin login, CancellationToken cancellationToken) =>
        connection.QuerySingleAsync<UserRow>(new CommandDefinition(
            $"""
            INSERT INTO users (id, email, email_verified_at, first_name, last_name, created_at, updated_at, role)
            VALUES (@id, @Email, CASE WHEN @EmailVerified THEN @now END, @FirstName, @LastName, @now, @now, coalesce(@Role, 'user'))
            RETURNING {UserStore.Columns}
            """,
            new { id = Guid.NewGuid(), login.Email, login.EmailVerified, login.FirstName, login.LastName, login.Role, now = Now },
            cancellationToken: cancellationToken));

    private static Task<UserRow?> FindUserAsync(NpgsqlConnection connection, LoginRow known, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"SELECT {UserStore.Columns} FROM users WHERE id = @UserId AND erasing_at IS NULL", new { known.UserId }, cancellationToken: cancellationToken));

    // Null when a later token was faster, or there is no such user any more: the login is covered then.
    // An account of our own keeps its address, by which it is looked up, and is not made less than it is. A user of the issuer's has the
    // address that it says now, and no name that it has taken back.
    private Task<UserRow?> TryRefreshAsync(NpgsqlConnection connection, StoredLogin login, LoginRow known, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            $"""
            WITH seen AS (
                UPDATE external_logins
                SET profile_hash = @ProfileHash, names = @names, said_at = @SaidAt
                WHERE issuer = @Issuer AND subject = @Subject AND said_at <= @SaidAt
                RETURNING user_id
            )
            UPDATE users
            SET email = CASE WHEN email_key IS NULL THEN @Email ELSE email END,
                email_verified_at = CASE
                    WHEN email_key IS NOT NULL THEN email_verified_at
                    WHEN @EmailVerified AND email = @Email THEN coalesce(email_verified_at, @now)
                    WHEN @EmailVerified THEN @now
                END,
                first_name = CASE WHEN email_key IS NULL AND 'first_name' = ANY (@namesBefore) THEN @FirstName ELSE coalesce(@FirstName, first_name) END,
                last_name = CASE WHEN email_key IS NULL AND 'last_name' = ANY (@namesBefore) THEN @LastName ELSE coalesce(@LastName, last_name) END,
                role = CASE WHEN email_key IS NULL OR @Role = 'admin' THEN coalesce(@Role, role) ELSE role END,
                updated_at = @now
            FROM seen
            WHERE id = seen.user_id AND erasing_at IS NULL
            RETURNING {UserStore.Columns}
            """,
            new
            {
                login.Issuer,
                login.Subject,
                login.ProfileHash,
                login.SaidAt,
                login.Email,
                login.EmailVerified,
                login.FirstName,
                login.LastName,
                login.Role,
                names = NamesIn(login),
                namesBefore = known.Names.Cast<string>().ToArray(),
                now = Now,
            },
            cancellationToken: cancellationToken));

    private static string[] NamesIn(StoredLogin login) =>
        [.. new[] { ("first_name", login.FirstName), ("last_name", login.LastName) }.Where(name => name.Item2 is not null).Select(name => name.Item1)];

    private static Task<LoginRow?> FindAsync(NpgsqlConnection connection, StoredLogin login, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<LoginRow>(new CommandDefinition(
            "SELECT user_id AS UserId, profile_hash AS ProfileHash, names AS Names, said_at AS SaidAt FROM external_logins WHERE issuer = @Issuer AND subject = @Subject",
            new { login.Issuer, login.Subject },
            cancellationToken: cancellationToken));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    // Dapper sees arrays as what they are before they are read.
    private sealed record LoginRow(Guid? UserId, byte[] ProfileHash, Array Names, DateTime SaidAt)
    {
        /// <summary>Returns whether the login brings nothing new.</summary>
        public bool Covers(StoredLogin login) => login.SaidAt < SaidAt || ProfileHash.AsSpan().SequenceEqual(login.ProfileHash);
    }
}
