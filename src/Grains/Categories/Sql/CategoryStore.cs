using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Categories;

/// <summary>The categories of messages as owners read and correct them: the tables <c>message_categories</c> and <c>sender_categories</c>.</summary>
internal sealed class CategoryStore(NpgsqlDataSource database, EventLog events, TimeProvider time)
{
    private const string SetSql = """
        INSERT INTO message_categories AS k (user_id, message_id, category, date, confidence, is_manual)
        SELECT m.user_id, m.id, $3, m.date, 1, true
        FROM messages m
        WHERE m.user_id = $1 AND m.id = $2
        ON CONFLICT (user_id, message_id) DO UPDATE SET category = excluded.category, confidence = 1, reasons = '[]', is_manual = true
        WHERE NOT k.is_manual OR k.category <> excluded.category
        """;

    // Mail that the owner sent says nothing about later mail.
    private const string SetOfSenderSql = """
        INSERT INTO sender_categories AS s (user_id, address, category, updated_at)
        SELECT m.user_id, lower(m.from_email), $3, $4
        FROM messages m
        WHERE m.user_id = $1 AND m.id = $2 AND m.from_email <> ''
          AND NOT EXISTS (SELECT FROM message_priority p WHERE p.user_id = m.user_id AND p.message_id = m.id AND p.is_sent)
        ON CONFLICT (user_id, address) DO UPDATE SET category = excluded.category, updated_at = excluded.updated_at
        WHERE s.category <> excluded.category
        """;

    /// <summary>Counts the messages of each category that has some.</summary>
    public async Task<IReadOnlyList<CategoryCount>> CountAsync(Visibility visible, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT k.category, count(*), count(*) FILTER (WHERE NOT m.is_read)
            FROM message_categories k
            JOIN messages m ON m.user_id = k.user_id AND m.id = k.message_id
            WHERE k.user_id = $1 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
              AND NOT m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role IN ('trash', 'junk'))
            GROUP BY k.category
            """;
        return await database.ReadRowsAsync(
            new NpgsqlBatchCommand(sql).With(visible.UserId), row => new CategoryCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the category of a message and of later mail of its sender, with an event if that changes the message.</summary>
    /// <returns>Null if there is no such message; else whether it changed.</returns>
    public async Task<bool?> SetAsync(Visibility visible, Guid messageId, string category, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await FindAsync(connection, visible, messageId, cancellationToken).ConfigureAwait(false) is not { } updated)
            return null;
        var changed = await RunAsync(connection, new NpgsqlBatchCommand(SetSql).With(visible.UserId).With(messageId).With(category), cancellationToken).ConfigureAwait(false);
        await RunAsync(
            connection, new NpgsqlBatchCommand(SetOfSenderSql).With(visible.UserId).With(messageId).With(category).With(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        if (changed > 0)
            await events.AppendAsync(connection, visible.UserId, [updated], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return changed > 0;
    }

    private static string FindSql(Visibility visible) => $"""
        SELECT m.connection_id, m.flags
        FROM messages m
        WHERE m.user_id = $1 AND m.id = $2 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
        FOR KEY SHARE OF m
        """;

    /// <returns>The event of a change of the message; null if there is no such message.</returns>
    private static async Task<NewEvent?> FindAsync(NpgsqlConnection connection, Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FindSql(visible)).With(visible.UserId).With(messageId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? EventData.EmailUpdated(messageId, reader.GetGuid(0), reader.GetFieldValue<string[]>(1))
            : null;
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
