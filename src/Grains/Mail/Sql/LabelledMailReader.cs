using EmailAgent.Database;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>The messages of a connection that have a remote id, for a sync to compare with.</summary>
internal sealed class LabelledMailReader(NpgsqlDataSource dataSource)
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

    /// <summary>Reads all of them, in no particular order.</summary>
    public Task<IReadOnlyList<KnownState>> ReadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(AllSql).With(userId).With(connectionId), StateColumns(), cancellationToken);

    /// <summary>Reads those with the given ids.</summary>
    public Task<IReadOnlyList<KnownState>> FindAsync(
        Guid userId, Guid connectionId, IEnumerable<string> remoteIds, CancellationToken cancellationToken)
    {
        string[] ids = [.. remoteIds.Select(id => PgText.Clean(id))];
        return ReadAsync(new NpgsqlBatchCommand(SomeSql).With(userId).With(connectionId).With(ids), StateColumns(), cancellationToken);
    }

    /// <summary>Reads the ids of partial messages, newest first.</summary>
    public Task<IReadOnlyList<string>> ReadPartialAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(PartialSql).With(userId).With(connectionId), row => row.GetString(0), cancellationToken);

    /// <summary>Reads the provider's cursor of the whole mailbox; null before its first commit.</summary>
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

    private static Func<NpgsqlDataReader, KnownState> StateColumns()
    {
        // A mailbox has few different sets of flags: each is kept once.
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        return row =>
        {
            var flags = row.GetFieldValue<string[]>(2);
            var key = string.Join(' ', flags);
            if (!known.TryAdd(key, flags))
                flags = known[key];
            return new KnownState(row.GetString(0), row.GetFieldValue<Guid[]>(1), flags, row.GetBoolean(3));
        };
    }
}
