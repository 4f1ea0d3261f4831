using EmailAgent.Database;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail.Outstanding;

/// <summary>The messages and folders that a mailbox's server has announced and not delivered.</summary>
internal sealed class OutstandingReader(NpgsqlDataSource dataSource)
{
    private const string Columns = "o.label_id, o.uid, o.remote_id, o.reason, o.detail, o.attempts, o.ask_with, o.since, o.next_attempt_at";

    private const string AllSql = $"SELECT {Columns} FROM outstanding_mail o WHERE o.user_id = $1 AND o.connection_id = $2";

    private const string CountSql = "SELECT count(*), count(*) FILTER (WHERE attempts > 0) FROM outstanding_mail WHERE user_id = $1 AND connection_id = $2";

    // Only the oldest are read and sorted, however many there are.
    private const string UnreadableSql = $"""
        SELECT {Columns}, l.path
        FROM (
            (SELECT * FROM outstanding_mail WHERE user_id = $1 AND connection_id = $2 AND attempts > 0 AND uid IS NULL AND remote_id IS NULL ORDER BY since LIMIT $3)
            UNION ALL
            (SELECT * FROM outstanding_mail WHERE user_id = $1 AND connection_id = $2 AND attempts > 0 AND (uid IS NOT NULL OR remote_id IS NOT NULL) ORDER BY since LIMIT $4)
        ) o
        LEFT JOIN labels l ON l.user_id = o.user_id AND l.id = o.label_id
        ORDER BY (o.uid IS NULL AND o.remote_id IS NULL) DESC, o.since, l.path, o.uid, o.remote_id
        LIMIT $3
        """;

    /// <summary>The number of oldest messages among which the listed ones are chosen: all of one batch have the same age.</summary>
    private const long Candidates = 2_000;

    /// <summary>Reads all of them, in no particular order.</summary>
    public async Task<IReadOnlyList<OutstandingRow>> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AllSql).With(userId).With(connectionId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await ReadRowsAsync(reader, (row, _) => row, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts them, and lists some of the unreadable ones.</summary>
    /// <param name="limit">Maximum number of unreadable ones to list.</param>
    public async Task<OutstandingSummary> SummarizeAsync(Guid userId, Guid connectionId, int limit, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountSql).With(userId).With(connectionId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UnreadableSql).With(userId).With(connectionId).With((long)limit).With(Candidates));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (count, unreadable) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return new OutstandingSummary(
            count, unreadable, await ReadRowsAsync(reader, (row, columns) => (row, columns.GetStringOrNull(9)), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<List<T>> ReadRowsAsync<T>(NpgsqlDataReader reader, Func<OutstandingRow, NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(Map(reader), reader));

        return rows;
    }

    private static OutstandingRow Map(NpgsqlDataReader row) => new(
        new OutstandingKey(row.IsDBNull(0) ? null : row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetStringOrNull(2)),
        Reason: row.GetString(3),
        Detail: row.GetString(4),
        Attempts: row.GetInt32(5),
        AskWith: row.IsDBNull(6) ? null : row.GetInt32(6),
        Since: row.GetFieldValue<DateTimeOffset>(7),
        NextAttempt: row.GetFieldValue<DateTimeOffset>(8));
}
