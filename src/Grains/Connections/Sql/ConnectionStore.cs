using System.Data.Common;
using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.SignIn;
using Npgsql;

namespace EmailAgent.Grains.Connections;

/// <summary>The connections of users to mailboxes, without their mail. Connections that are being deleted are not found here.</summary>
internal sealed class ConnectionStore(NpgsqlDataSource dataSource, EventLog events, AuditLog audit, TimeProvider time)
{
    /// <summary>The purpose for which passwords of mailboxes are encrypted. With another value, stored passwords could not be read.</summary>
    public const string PasswordPurpose = "connection.password";

    /// <summary>The purpose for which passwords of submission servers are encrypted. With another value, stored passwords could not be read.</summary>
    public const string SubmissionPurpose = "connection.submission_password";

    private const string Select = $"""
        SELECT c.user_id, c.id, c.provider, c.account_key, c.email, c.display_name, c.settings::text, c.secret, c.status,
               c.error_code, c.error, c.epoch, c.remote_total, c.initial_done, c.complete_as_of, c.created_at,
               coalesce({ConnectionTotals.Messages}, 0), coalesce(c.looked_at, c.complete_as_of), c.submission_secret
        FROM connections c
        """;

    /// <summary>Inserts a connection with <see cref="StoredConnection.Epoch"/> 0, and its tokens if it has some.</summary>
    public async Task<InsertConnectionResult> InsertAsync(NewConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT 1 FROM users WHERE id = @UserId FOR NO KEY UPDATE; -- many at the same moment are counted one after another
            INSERT INTO connections (user_id, id, provider, account_key, email, display_name, settings, secret, submission_secret, status, created_at)
            SELECT @UserId, @Id, @Provider, @AccountKey, @Email, @DisplayName, @Settings::jsonb, @Secret, @SubmissionSecret, @Status, @createdAt
            WHERE @MostOfUser::int IS NULL OR (SELECT count(*) FROM connections WHERE user_id = @UserId AND status <> 'deleting') < @MostOfUser;
            INSERT INTO oauth_tokens (user_id, connection_id, version, refresh_token, access_token, access_expires_at, scopes)
            SELECT @UserId, @Id, 1, @RefreshToken, @AccessToken, @AccessExpiresAt, @Scopes
            WHERE @AccessToken IS NOT NULL AND EXISTS (SELECT 1 FROM connections WHERE user_id = @UserId AND id = @Id);
            """;
        var parameters = new
        {
            connection.UserId,
            connection.Id,
            connection.Provider,
            AccountKey = PgText.Clean(connection.AccountKey),
            Email = PgText.Clean(connection.Email),
            DisplayName = PgText.Clean(connection.DisplayName),
            connection.Settings,
            connection.Secret,
            connection.SubmissionSecret,
            connection.Status,
            createdAt = time.GetUtcNow(),
            connection.Tokens?.RefreshToken,
            connection.Tokens?.AccessToken,
            connection.Tokens?.AccessExpiresAt,
            connection.Tokens?.Scopes,
            connection.MostOfUser,
        };
        try
        {
            return await ChangeAsync(Sql, parameters, connection.Audit, cancellationToken).ConfigureAwait(false)
                ? InsertConnectionResult.Inserted
                : InsertConnectionResult.TooMany;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return InsertConnectionResult.AlreadyConnected;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return InsertConnectionResult.UserGone;
        }
    }

    /// <returns>Null when there is no such connection of this user, or it is being deleted.</returns>
    public async Task<StoredConnection?> GetAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = Select + " WHERE c.user_id = @userId AND c.id = @id AND c.status <> 'deleting'";
        return (await ReadAsync(Sql, new { userId, id }, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <returns>The user's connection to this account; null when there is none.</returns>
    public async Task<Guid?> FindAsync(Guid userId, string provider, string accountKey, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT id FROM connections WHERE user_id = @userId AND provider = @provider AND account_key = @accountKey AND status <> 'deleting'";
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(Sql, new { userId, provider, accountKey = PgText.Clean(accountKey) }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <returns>
    /// The stored status, also while the connection is being deleted; <see cref="ConnectionStatus.Suspended"/> while its owner's account is
    /// disabled; null when there is no connection.
    /// </returns>
    public async Task<string?> GetStatusAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT CASE WHEN u.disabled_at IS NOT NULL AND c.status <> 'deleting' THEN 'suspended' ELSE c.status END
            FROM connections c JOIN users u ON u.id = c.user_id
            WHERE c.user_id = @userId AND c.id = @id
            """;
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Sql, new { userId, id }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Lists the user's connections, oldest first.</summary>
    public Task<IReadOnlyList<StoredConnection>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        const string Sql = Select + " WHERE c.user_id = @userId AND c.status <> 'deleting' ORDER BY c.created_at, c.id";
        return ReadAsync(Sql, new { userId }, cancellationToken);
    }

    /// <summary>Changes a connection. A new secret sets its status to connecting, whatever it was before.</summary>
    /// <returns>False when there is no such connection of this user, it is not as expected, or it is being deleted.</returns>
    public async Task<bool> UpdateAsync(Guid userId, Guid id, ConnectionUpdate update, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE connections
            SET display_name = coalesce(@DisplayName, display_name), secret = coalesce(@Secret::bytea, secret),
                submission_secret = coalesce(@SubmissionSecret::bytea, submission_secret),
                settings = settings || coalesce(@Settings::jsonb, '{}'),
                status = CASE WHEN @Secret::bytea IS NULL THEN status ELSE 'connecting' END,
                error_code = CASE WHEN @Secret::bytea IS NULL THEN error_code END,
                error = CASE WHEN @Secret::bytea IS NULL THEN error END
            WHERE user_id = @userId AND id = @id AND status <> 'deleting'
              AND (NOT @isConditional OR (display_name IS NOT DISTINCT FROM @wasName AND settings = @wasSettings::jsonb))
            """;
        var values = new
        {
            userId,
            id,
            DisplayName = PgText.Clean(update.DisplayName),
            update.Secret,
            update.SubmissionSecret,
            update.Settings,
            isConditional = update.Expected is not null,
            wasName = update.Expected?.DisplayName,
            wasSettings = update.Expected?.Settings,
        };
        return await ChangeAsync(Sql, values, update.Audit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets status and error, and appends an event with them if one is given.</summary>
    /// <returns>Position of the event; null without one, or when there is no such connection, in which case nothing is written.</returns>
    public Task<long?> UpdateStatusAsync(Guid userId, Guid id, string status, string? errorCode, string? error, NewEvent? @event, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE connections
            SET status = @status, error_code = @errorCode, error = @error
            WHERE user_id = @userId AND id = @id AND status <> 'deleting'
            """;
        return ChangeAsync(Sql, new { userId, id, status, errorCode, error = PgText.Clean(error) }, userId, @event, null, cancellationToken);
    }

    /// <summary>
    /// Hides a connection from its owner, appends <c>connection.disconnected</c> and shuts out its session. The mail is then removed by
    /// <c>MailRemover</c>, and its tokens and pushes wait in <see cref="RevocationStore"/>.
    /// </summary>
    /// <param name="entry">The entry for the audit log.</param>
    /// <returns>Position of the event; null when there is no such connection, or it is being deleted already.</returns>
    public Task<long?> MarkDeletingAsync(Guid userId, Guid id, AuditEntry? entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH tokens AS (
                DELETE FROM oauth_tokens t USING connections c
                WHERE t.user_id = @userId AND t.connection_id = @id AND c.user_id = @userId AND c.id = @id AND c.status <> 'deleting'
                RETURNING c.provider, c.account_key, c.settings, t.refresh_token
            ), revocation AS (
                INSERT INTO oauth_revocations (user_id, connection_id, provider, account_key, refresh_token, watched_settings, next_attempt_at)
                SELECT @userId, @id, provider, account_key, refresh_token, CASE WHEN w.user_id IS NOT NULL THEN settings END, @now
                FROM tokens
                LEFT JOIN push_watches w ON w.user_id = @userId AND w.connection_id = @id
            )
            UPDATE connections
            SET status = 'deleting', epoch = epoch + 1, secret = '', submission_secret = ''
            WHERE user_id = @userId AND id = @id AND status <> 'deleting'
            """;
        return ChangeAsync(Sql, new { userId, id, now = time.GetUtcNow() }, userId, EventData.ConnectionDisconnected(id), entry, cancellationToken);
    }

    /// <summary>Lists all connections that must have a session or a retry; those of disabled accounts need none.</summary>
    public Task<IReadOnlyList<ConnectionKey>> ListActiveAsync(CancellationToken cancellationToken) =>
        ListKeysAsync(
            "SELECT c.user_id AS UserId, c.id AS Id FROM connections c JOIN users u ON u.id = c.user_id WHERE c.status <> 'deleting' AND u.disabled_at IS NULL",
            cancellationToken);

    /// <summary>Lists all users' connections whose removal has begun and not ended.</summary>
    public Task<IReadOnlyList<ConnectionKey>> ListDeletingAsync(CancellationToken cancellationToken) =>
        ListKeysAsync("SELECT user_id AS UserId, id AS Id FROM connections WHERE status = 'deleting'", cancellationToken);

    private async Task<long?> ChangeAsync(string sql, object parameters, Guid userId, NewEvent? @event, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var changed = await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var seq = changed == 1 && @event is not null
            ? await events.AppendAsync(connection, userId, [@event], cancellationToken).ConfigureAwait(false)
            : (long?)null;
        await audit.CommitAsync(transaction, changed == 1 ? entry : null, cancellationToken).ConfigureAwait(false);
        return seq;
    }

    private async Task<bool> ChangeAsync(string sql, object parameters, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var changed = await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false) > 0;
        await audit.CommitAsync(transaction, changed ? entry : null, cancellationToken).ConfigureAwait(false);
        return changed;
    }

    private async Task<IReadOnlyList<ConnectionKey>> ListKeysAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return (await connection.QueryAsync<ConnectionKey>(new CommandDefinition(sql, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
    }

    private async Task<IReadOnlyList<StoredConnection>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var connections = new List<StoredConnection>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            connections.Add(Map(reader));

        return connections;
    }

    private static StoredConnection Map(DbDataReader row) => new(
        UserId: row.GetGuid(0),
        Id: row.GetGuid(1),
        Provider: row.GetString(2),
        AccountKey: row.GetString(3),
        Email: row.GetString(4),
        DisplayName: row.GetStringOrNull(5),
        Settings: row.GetString(6),
        Secret: row.GetFieldValue<byte[]>(7),
        Status: row.GetString(8),
        ErrorCode: row.GetStringOrNull(9),
        Error: row.GetStringOrNull(10),
        Epoch: row.GetInt64(11),
        RemoteTotal: row.GetInt64(12),
        InitialDone: row.GetBoolean(13),
        CompleteAsOf: row.IsDBNull(14) ? null : row.GetFieldValue<DateTimeOffset>(14),
        CreatedAt: row.GetFieldValue<DateTimeOffset>(15),
        SyncedTotal: row.GetInt64(16),
        LookedAt: row.IsDBNull(17) ? null : row.GetFieldValue<DateTimeOffset>(17))
    {
        SubmissionSecret = row.GetFieldValue<byte[]>(18),
    };
}
