using EmailAgent.Storage.Database;
using Npgsql;

namespace EmailAgent.Storage.Mail;

/// <summary>The messages of a connection that have an id of their own, for a sync to compare with.</summary>
public sealed class LabelledMailReader(NpgsqlDataSource dataSource)
{
    private const string AllSql = """
        SELECT m.remote_id, m.label_ids, m.flags, m.is_partial
        FROM messages m
        WHERE m.user_id = $1 AND m.connection_id = $2 AND m.remote_id IS NOT NULL
        """;

    private const string SomeSql = """
        SELECT m.remote_id, m.label_ids, m.flags, m.is_partial
        FROM messages m
        WHERE m.user_id = $1 AND m.connection_id = $2 AND m.remote_id = ANY ($3)
        """;

    private const string PartialSql = """
        SELECT m.remote_id
        FROM messages m
        WHERE m.user_id = $1 AND m.connection_id = $2 AND m.is_partial
        ORDER BY m.received_at DESC, m.id DESC
        """;

    private const string CursorSql = "SELECT c.sync_cursor FROM connections c WHERE c.user_id = $1 AND c.id = $2";

    /// <summary>All of them, in no particular order.</summary>
    public Task<IReadOnlyList<StoredState>> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(AllSql).With(userId).With(connectionId), StateColumns(), cancellationToken);

    /// <summary>Those of the given ids that are there.</summary>
    public Task<IReadOnlyList<StoredState>> FindAsync(
        Guid userId, Guid connectionId, IEnumerable<string> remoteIds, CancellationToken cancellationToken)
    {
        string[] ids = [.. remoteIds.Select(id => PgText.Clean(id))];
        return ReadAsync(new NpgsqlBatchCommand(SomeSql).With(userId).With(connectionId).With(ids), StateColumns(), cancellationToken);
    }

    /// <summary>Ids of the messages that are partial, newest first.</summary>
    public Task<IReadOnlyList<string>> ReadPartialAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(PartialSql).With(userId).With(connectionId), row => row.GetString(0), cancellationToken);

    /// <summary>How far the whole mailbox is, the provider's own; null before its first commit.</summary>
    public async Task<string?> ReadCursorAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        (await ReadAsync(new NpgsqlBatchCommand(CursorSql).With(userId).With(connectionId), row => row.GetStringOrNull(0), cancellationToken).ConfigureAwait(false))
            .SingleOrDefault();

    private async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));

        return rows;
    }

    private static Func<NpgsqlDataReader, StoredState> StateColumns()
    {
        // A mailbox has few different sets of flags: each is kept once.
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        return row =>
        {
            var flags = row.GetFieldValue<string[]>(2);
            var key = string.Join(' ', flags);
            if (!known.TryAdd(key, flags))
                flags = known[key];
            return new StoredState(row.GetString(0), row.GetFieldValue<Guid[]>(1), flags, row.GetBoolean(3));
        };
    }
}
