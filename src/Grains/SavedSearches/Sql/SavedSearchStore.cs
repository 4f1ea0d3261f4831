using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>The table <c>saved_searches</c>. Each write appends its event and its audit entry in the same transaction.</summary>
internal sealed class SavedSearchStore(NpgsqlDataSource database, EventLog events, AuditLog audit, TimeProvider time)
{
    private const string Select = "SELECT id, name, query, created_at, updated_at FROM saved_searches WHERE user_id = $1";

    // What the caller read, if the write depends on it.
    private const string IsExpected = "(@expectedName::text IS NULL OR (name = @expectedName AND query = @expectedQuery))";

    /// <summary>Lists a user's saved searches by name.</summary>
    public async Task<IReadOnlyList<SavedSearch>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(new NpgsqlBatchCommand($"{Select} ORDER BY name_key, id").With(userId), Read, cancellationToken).ConfigureAwait(false);

    /// <returns>Null if there is no such saved search.</returns>
    public async Task<SavedSearch?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"{Select} AND id = $2").With(userId).With(id);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Adds a saved search. Refused if the user has as many as the limit allows.</summary>
    public Task<SavedSearchResult> CreateAsync(Guid userId, Guid id, SavedSearchRequest request, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO saved_searches (user_id, id, name, name_key, query, created_at, updated_at)
            SELECT @userId, @id, @name, @nameKey, @query, @now, @now
            WHERE (SELECT count(*) FROM saved_searches WHERE user_id = @userId) < @limit
            """;
        var parameters = new
        {
            userId,
            id,
            name = NameText.Tidy(request.Name),
            nameKey = NameText.KeyOf(request.Name),
            query = PgText.Clean(request.Query),
            now = time.GetUtcNow(),
            limit,
        };
        return WriteAsync(Sql, parameters, userId, EventOf(SavedSearchEvents.Created, id), entry, cancellationToken);
    }

    /// <summary>Changes the fields that are given. Refused if there is no such saved search, or it is not the expected one.</summary>
    public Task<SavedSearchResult> UpdateAsync(
        Guid userId, Guid id, SavedSearchChangesRequest changes, SavedSearch? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            UPDATE saved_searches
            SET name = coalesce(@name::text, name), name_key = coalesce(@nameKey::text, name_key), query = coalesce(@query::text, query), updated_at = @now
            WHERE user_id = @userId AND id = @id AND {IsExpected}
            """;
        var parameters = new
        {
            userId,
            id,
            name = NameText.Tidy(changes.Name),
            nameKey = changes.Name is null ? null : NameText.KeyOf(changes.Name),
            query = PgText.Clean(changes.Query),
            now = time.GetUtcNow(),
            expectedName = expected?.Name,
            expectedQuery = expected?.Query,
        };
        return WriteAsync(Sql, parameters, userId, EventOf(SavedSearchEvents.Updated, id), entry, cancellationToken);
    }

    /// <summary>Deletes a saved search. Refused as in <see cref="UpdateAsync"/>.</summary>
    public Task<SavedSearchResult> DeleteAsync(Guid userId, Guid id, SavedSearch? expected, AuditEntry entry, CancellationToken cancellationToken)
    {
        const string Sql = $"DELETE FROM saved_searches WHERE user_id = @userId AND id = @id AND {IsExpected}";
        var parameters = new { userId, id, expectedName = expected?.Name, expectedQuery = expected?.Query };
        return WriteAsync(Sql, parameters, userId, EventOf(SavedSearchEvents.Deleted, id), entry, cancellationToken);
    }

    private async Task<SavedSearchResult> WriteAsync(
        string sql, object parameters, Guid userId, NewEvent @event, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        try
        {
            if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false) == 0)
                return SavedSearchResult.Refused;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return SavedSearchResult.NameTaken;
        }

        await events.AppendAsync(connection, userId, [@event], cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return SavedSearchResult.Written;
    }

    private static NewEvent EventOf(string type, Guid id) => new(type, $$"""{"saved_search_id":"{{id:N}}"}""");

    private static SavedSearch Read(NpgsqlDataReader row) =>
        new(Ids.Format(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4));
}
