using EmailAgent.Database;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>The locations of messages, for a sync to compare with.</summary>
internal sealed class PlacementReader(NpgsqlDataSource dataSource)
{
    private const string PlacementsSql = """
        SELECT p.uid, m.id, m.identity, m.flags::text, m.flags
        FROM message_labels p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        WHERE p.user_id = $1 AND p.label_id = $2 AND p.uid IS NOT NULL
        ORDER BY p.uid
        """;

    private const string RangesSql = """
        SELECT p.uid, m.id, m.identity, m.flags::text, m.flags
        FROM unnest($3::bigint[], $4::bigint[]) AS r (first, last)
        JOIN message_labels p ON p.user_id = $1 AND p.label_id = $2 AND p.uid BETWEEN r.first AND r.last
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        ORDER BY p.uid
        """;

    private const string CountSql = "SELECT message_count FROM labels WHERE user_id = $1 AND id = $2";

    private const string IdentitiesSql = """
        SELECT m.identity, p.label_id, p.uid, m.received_at
        FROM messages m
        JOIN message_labels p ON p.user_id = m.user_id AND p.message_id = m.id AND p.uid IS NOT NULL
        WHERE m.user_id = $1 AND m.connection_id = $2 AND m.identity = ANY ($3)
        """;

    /// <summary>Counts the messages of a label; 0 where there is no such label.</summary>
    public async Task<long> CountAsync(Guid userId, Guid labelId, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(CountSql);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = labelId });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long? ?? 0;
    }

    /// <summary>Reads all messages of a label, by ascending UID.</summary>
    public Task<IReadOnlyList<KnownMessage>> ReadAsync(Guid userId, Guid labelId, CancellationToken cancellationToken) =>
        ReadAsync(new NpgsqlBatchCommand(PlacementsSql).With(userId).With(labelId), cancellationToken);

    /// <summary>Reads the messages of a label whose UIDs lie in one of the ranges, both ends included, by ascending UID.</summary>
    public Task<IReadOnlyList<KnownMessage>> ReadAsync(
        Guid userId, Guid labelId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken)
    {
        long[] firsts = [.. ranges.Select(range => range.First)];
        long[] lasts = [.. ranges.Select(range => range.Last)];
        return ReadAsync(new NpgsqlBatchCommand(RangesSql).With(userId).With(labelId).With(firsts).With(lasts), cancellationToken);
    }

    /// <summary>Finds the locations of messages with these identities, in all labels of a connection.</summary>
    public async Task<IReadOnlyList<KnownPlacement>> FindAsync(
        Guid userId, Guid connectionId, IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        Guid[] wanted = [.. identities];
        batch.BatchCommands.Add(new NpgsqlBatchCommand(IdentitiesSql).With(userId).With(connectionId).With(wanted));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var found = new List<KnownPlacement>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(new KnownPlacement(reader.GetGuid(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return found;
    }

    private async Task<IReadOnlyList<KnownMessage>> ReadAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);

        // A mailbox has few different sets of flags: each is kept once.
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var placements = new List<KnownMessage>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var text = reader.GetString(3);
            if (!known.TryGetValue(text, out var flags))
                known.Add(text, flags = reader.GetFieldValue<string[]>(4));
            placements.Add(new KnownMessage(reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2), flags));
        }

        return placements;
    }
}
