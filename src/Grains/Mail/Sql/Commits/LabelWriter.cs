using EmailAgent.Database;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The label rows of one connection.</summary>
internal static class LabelWriter
{
    private const string ReadSql = """
        SELECT id, provider_ref, path, name, role, sync_cursor, message_count, unread_count
        FROM labels
        WHERE user_id = $1 AND connection_id = $2
        ORDER BY path
        """;

    private const string RenameSql = """
        UPDATE labels
        SET provider_ref = r.ref
        FROM unnest($3, $4) AS r (former, ref)
        WHERE user_id = $1 AND connection_id = $2 AND provider_ref = r.former
        """;

    private const string SaveSql = """
        INSERT INTO labels (user_id, connection_id, id, provider_ref, path, name, role)
        SELECT $1, $2, l.id, l.provider_ref, l.path, l.name, l.role
        FROM unnest($3, $4, $5, $6, $7) AS l (id, provider_ref, path, name, role)
        ON CONFLICT (user_id, connection_id, provider_ref) DO UPDATE
        SET path = excluded.path, name = excluded.name, role = excluded.role
        WHERE (labels.path, labels.name, labels.role) IS DISTINCT FROM (excluded.path, excluded.name, excluded.role)
        """;

    private const string GoneSql = """
        SELECT id
        FROM labels
        WHERE user_id = $1 AND connection_id = $2 AND provider_ref <> ALL ($3)
        """;

    private const string DeleteSql = "DELETE FROM labels WHERE user_id = $1 AND id = ANY ($2)";

    public static async Task<IReadOnlyList<LabelState>> ReadAsync(NpgsqlConnection connection, Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With(userId).With(connectionId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var labels = new List<LabelState>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            labels.Add(new LabelState(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetStringOrNull(4), reader.GetStringOrNull(5), reader.GetInt64(6), reader.GetInt64(7)));
        }

        return labels;
    }

    /// <summary>Renames, adds and updates labels.</summary>
    /// <returns>Ids of the stored labels that are not among the given ones.</returns>
    public static async Task<Guid[]> SaveAsync(NpgsqlConnection connection, Guid userId, Guid connectionId, IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        var distinct = folders.DistinctBy(folder => PgText.Clean(folder.Ref)).ToList();
        string[] refs = [.. distinct.Select(folder => PgText.Clean(folder.Ref))];
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        var renamed = distinct.Where(folder => folder.FormerRef is not null).ToList();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RenameSql)
            .With(userId)
            .With(connectionId)
            .With<string[]>([.. renamed.Select(folder => PgText.Clean(folder.FormerRef!))])
            .With<string[]>([.. renamed.Select(folder => PgText.Clean(folder.Ref))]));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SaveSql)
            .With(userId)
            .With(connectionId)
            .With<Guid[]>([.. distinct.Select(_ => Guid.CreateVersion7())])
            .With(refs)
            .With<string[]>([.. distinct.Select(folder => PgText.Clean(folder.Path))])
            .With<string[]>([.. distinct.Select(folder => PgText.Clean(NameOf(folder.Path)))])
            .With<string?[]>([.. distinct.Select(folder => folder.Role)]));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(GoneSql).With(userId).With(connectionId).With(refs));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var gone = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            gone.Add(reader.GetGuid(0));

        return [.. gone];
    }

    /// <summary>Deletes the rows of labels that no longer have messages.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, Guid userId, Guid[] ids, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeleteSql).With(userId).With(ids));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
