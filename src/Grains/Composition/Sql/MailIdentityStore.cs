using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Composition;

/// <summary>The table <c>mail_identities</c>.</summary>
internal sealed class MailIdentityStore(NpgsqlDataSource database, EventLog events, AuditLog audit, TimeProvider time)
{
    private const string Select = """
        SELECT id, email, display_name, reply_to, signature_text, signature_html, is_default, source, updated_at, read_at
        FROM mail_identities
        WHERE user_id = $1 AND connection_id = $2
        ORDER BY email_key
        """;

    private const string SelectName = "SELECT nullif(trim(concat_ws(' ', first_name, last_name)), '') FROM users WHERE id = $1";

    // Before the row that becomes the default one: there is one at any moment.
    private const string ResignSql = """
        UPDATE mail_identities SET is_default = false
        WHERE @isDefault AND user_id = @userId AND connection_id = @connectionId AND id <> @id AND is_default
        """;

    /// <summary>Reads the identities of a mailbox, and the name of its owner.</summary>
    public async Task<StoredIdentities> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Select).With(userId).With(connectionId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SelectName).With(userId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var items = new List<MailIdentity>();
        DateTimeOffset? readAt = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            items.Add(Read(reader));
            if (reader.GetTimeOrNull(9) is { } at && !(at < readAt))
                readAt = at;
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var name = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetStringOrNull(0) : null;
        return new StoredIdentities(items, name, readAt);
    }

    /// <summary>Adds an identity. Refused if the mailbox has as many as the limit allows.</summary>
    public Task<MailIdentityResult> CreateAsync(
        Guid userId, Guid connectionId, MailIdentity identity, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO mail_identities
                (user_id, connection_id, id, email, email_key, display_name, reply_to, signature_text, signature_html, is_default, source, is_edited, updated_at)
            SELECT @userId, @connectionId, @id, @email, @emailKey, @displayName, @replyTo, @signatureText, @signatureHtml, @isDefault, @source, true, @now
            WHERE (SELECT count(*) FROM mail_identities WHERE user_id = @userId AND connection_id = @connectionId) < @limit
            """;
        return WriteAsync(Sql, Parameters(userId, connectionId, identity, limit, expected: null), userId, connectionId, entry, cancellationToken);
    }

    /// <summary>Replaces an identity; the first change of the address of the mailbox adds its row. Refused if it has been changed since.</summary>
    public Task<MailIdentityResult> UpdateAsync(
        Guid userId, Guid connectionId, MailIdentity identity, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO mail_identities AS known
                (user_id, connection_id, id, email, email_key, display_name, reply_to, signature_text, signature_html, is_default, source, is_edited, updated_at)
            VALUES (@userId, @connectionId, @id, @email, @emailKey, @displayName, @replyTo, @signatureText, @signatureHtml, @isDefault, @source, true, @now)
            ON CONFLICT (user_id, id) DO UPDATE
            SET display_name = @displayName, reply_to = @replyTo, signature_text = @signatureText, signature_html = @signatureHtml,
                is_default = @isDefault, is_edited = true, updated_at = greatest(@now, known.updated_at + interval '1 microsecond')
            WHERE known.connection_id = @connectionId AND (@expected::timestamptz IS NULL OR known.updated_at = @expected)
            """;
        return WriteAsync(Sql, Parameters(userId, connectionId, identity, limit: 0, expected), userId, connectionId, entry, cancellationToken);
    }

    /// <summary>Deletes an identity. Refused if there is no such identity of the user, or it has been changed since.</summary>
    public Task<MailIdentityResult> DeleteAsync(
        Guid userId, Guid connectionId, MailIdentity identity, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM mail_identities
            WHERE user_id = @userId AND connection_id = @connectionId AND id = @id AND (@expected::timestamptz IS NULL OR updated_at = @expected)
            """;
        var parameters = Parameters(userId, connectionId, identity with { IsDefault = false }, limit: 0, expected);
        return WriteAsync(Sql, parameters, userId, connectionId, entry, cancellationToken);
    }

    /// <summary>Replaces what a provider stated before, except what the user changed since.</summary>
    public async Task ReplaceStatedAsync(Guid userId, Guid connectionId, IReadOnlyList<MailIdentity> stated, CancellationToken cancellationToken)
    {
        // The user's choice of the default one stays. One statement, so that a mailbox never is without its identities.
        const string Sql = """
            WITH stated AS (
                SELECT email, lower(email) AS email_key, nullif(display_name, '') AS display_name, nullif(reply_to, '') AS reply_to,
                       nullif(signature_html, '') AS signature_html, is_default
                FROM unnest(@emails, @names, @replies, @signatures, @defaults) AS s (email, display_name, reply_to, signature_html, is_default)
            ), gone AS (
                DELETE FROM mail_identities
                WHERE user_id = @userId AND connection_id = @connectionId AND source = 'provider' AND email_key NOT IN (SELECT email_key FROM stated)
                RETURNING is_default
            )
            INSERT INTO mail_identities AS known
                (user_id, connection_id, id, email, email_key, display_name, reply_to, signature_html, is_default, source, is_edited, read_at, updated_at)
            SELECT @userId, @connectionId, gen_random_uuid(), email, email_key, display_name, reply_to, signature_html,
                   is_default AND NOT EXISTS (SELECT FROM mail_identities WHERE user_id = @userId AND connection_id = @connectionId AND is_default),
                   'provider', false, @now, @now
            FROM stated
            ON CONFLICT (user_id, connection_id, email_key) DO UPDATE
            SET read_at = @now,
                display_name = CASE WHEN known.is_edited THEN known.display_name ELSE excluded.display_name END,
                reply_to = CASE WHEN known.is_edited THEN known.reply_to ELSE excluded.reply_to END,
                signature_html = CASE WHEN known.is_edited THEN known.signature_html ELSE excluded.signature_html END,
                updated_at = CASE
                    WHEN known.is_edited OR (known.display_name, known.reply_to, known.signature_html) IS NOT DISTINCT FROM (excluded.display_name, excluded.reply_to, excluded.signature_html)
                    THEN known.updated_at ELSE @now END
            """;
        var parameters = new
        {
            userId,
            connectionId,
            emails = stated.Select(identity => PgText.Clean(identity.Email)).ToArray(),
            names = stated.Select(identity => PgText.Clean(identity.DisplayName) ?? "").ToArray(),
            replies = stated.Select(identity => PgText.Clean(identity.ReplyTo) ?? "").ToArray(),
            signatures = stated.Select(identity => PgText.Clean(identity.SignatureHtml) ?? "").ToArray(),
            defaults = stated.Select(identity => identity.IsDefault).ToArray(),
            now = time.GetUtcNow(),
        };
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation)
        {
            // Another reader stored the same at this moment, or the mailbox is gone.
        }
    }

    private object Parameters(Guid userId, Guid connectionId, MailIdentity identity, int limit, DateTimeOffset? expected) => new
    {
        userId,
        connectionId,
        id = Guid.ParseExact(identity.Id, "N"),
        email = PgText.Clean(identity.Email),
        emailKey = PgText.Clean(identity.Email).ToLowerInvariant(),
        displayName = PgText.Clean(identity.DisplayName),
        replyTo = PgText.Clean(identity.ReplyTo),
        signatureText = PgText.Clean(identity.SignatureText),
        signatureHtml = PgText.Clean(identity.SignatureHtml),
        isDefault = identity.IsDefault,
        source = identity.Source,
        now = time.GetUtcNow(),
        limit,
        expected,
    };

    private async Task<MailIdentityResult> WriteAsync(
        string sql, object parameters, Guid userId, Guid connectionId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(ResignSql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
            if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
                return MailIdentityResult.Refused;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return MailIdentityResult.AddressTaken;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return MailIdentityResult.Refused; // the mailbox is gone
        }

        await events.AppendAsync(connection, userId, [new NewEvent(MailIdentityEvents.Updated, $$"""{"connection_id":"{{connectionId:N}}"}""")], cancellationToken)
            .ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return MailIdentityResult.Written;
    }

    private static MailIdentity Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        row.GetString(1),
        row.GetStringOrNull(2),
        row.GetStringOrNull(3),
        row.GetStringOrNull(4),
        row.GetStringOrNull(5),
        row.GetBoolean(6),
        row.GetString(7),
        row.GetFieldValue<DateTimeOffset>(8));
}
