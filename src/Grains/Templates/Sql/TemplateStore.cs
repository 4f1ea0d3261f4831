using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Templates;

/// <summary>The table <c>mail_templates</c>. Each write appends its event and its audit entry in the same transaction.</summary>
internal sealed class TemplateStore(NpgsqlDataSource database, EventLog events, AuditLog audit, TimeProvider time)
{
    private const string Select = """
        SELECT id, name, subject, body_text, body_html, variables::text, created_at, updated_at FROM mail_templates WHERE user_id = $1 AND id = $2
        """;

    private const string SelectList = """
        SELECT id, name, subject, variables::text, created_at, updated_at FROM mail_templates WHERE user_id = $1 ORDER BY name_key, id
        """;

    // The time of the last change stands for the state that the caller read.
    private const string IsExpected = "(@expected::timestamptz IS NULL OR updated_at = @expected)";

    /// <summary>Lists a user's templates by name.</summary>
    public async Task<IReadOnlyList<ListedMailTemplate>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(new NpgsqlBatchCommand(SelectList).With(userId), ReadListed, cancellationToken).ConfigureAwait(false);

    /// <returns>Null if there is no such template.</returns>
    public async Task<MailTemplate?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(Select).With(userId).With(id);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Adds a template. Refused if the user has as many as the limit allows.</summary>
    public Task<TemplateResult> CreateAsync(Guid userId, Guid id, TemplateContent content, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT 1 FROM users WHERE id = @userId FOR NO KEY UPDATE; -- several at the same moment are counted one after another
            INSERT INTO mail_templates (user_id, id, name, name_key, subject, body_text, body_html, variables, created_at, updated_at)
            SELECT @userId, @id, @name, @nameKey, @subject, @bodyText, @bodyHtml, @variables::jsonb, @now, @now
            WHERE (SELECT count(*) FROM mail_templates WHERE user_id = @userId) < @limit
            """;
        return WriteAsync(Sql, Parameters(userId, id, content, limit, expected: null), userId, EventOf(TemplateEvents.Created, id), entry, cancellationToken);
    }

    /// <summary>Replaces a template. Refused if there is no such template, or it has been changed since.</summary>
    public Task<TemplateResult> UpdateAsync(
        Guid userId, Guid id, TemplateContent content, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            UPDATE mail_templates
            SET name = @name, name_key = @nameKey, subject = @subject, body_text = @bodyText, body_html = @bodyHtml, variables = @variables::jsonb,
                updated_at = greatest(@now, updated_at + interval '1 microsecond')
            WHERE user_id = @userId AND id = @id AND {IsExpected}
            """;
        return WriteAsync(Sql, Parameters(userId, id, content, limit: 0, expected), userId, EventOf(TemplateEvents.Updated, id), entry, cancellationToken);
    }

    /// <summary>Deletes a template. Refused as in <see cref="UpdateAsync"/>.</summary>
    public Task<TemplateResult> DeleteAsync(Guid userId, Guid id, DateTimeOffset? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"DELETE FROM mail_templates WHERE user_id = @userId AND id = @id AND {IsExpected}";
        return WriteAsync(Sql, new { userId, id, expected }, userId, EventOf(TemplateEvents.Deleted, id), entry, cancellationToken);
    }

    private object Parameters(Guid userId, Guid id, TemplateContent content, int limit, DateTimeOffset? expected) => new
    {
        userId,
        id,
        name = content.Name,
        nameKey = TemplatePolicy.KeyOf(content.Name),
        subject = content.Subject,
        bodyText = content.BodyText,
        bodyHtml = content.BodyHtml,
        variables = TemplateVariableJson.Write(content.Variables),
        now = time.GetUtcNow(),
        limit,
        expected,
    };

    private async Task<TemplateResult> WriteAsync(
        string sql, object parameters, Guid userId, NewEvent @event, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        try
        {
            if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false) <= 0)
                return TemplateResult.Refused;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TemplateResult.NameTaken;
        }

        await events.AppendAsync(connection, userId, [@event], cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return TemplateResult.Written;
    }

    private static NewEvent EventOf(string type, Guid id) => new(type, $$"""{"template_id":"{{id:N}}"}""");

    private static MailTemplate Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        row.GetString(1),
        row.GetStringOrNull(2),
        row.GetStringOrNull(3),
        row.GetStringOrNull(4),
        TemplateVariableJson.Read(row.GetString(5)),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7));

    private static ListedMailTemplate ReadListed(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        row.GetString(1),
        row.GetStringOrNull(2),
        TemplateVariableJson.Read(row.GetString(3)),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5));
}
