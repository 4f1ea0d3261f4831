using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>Reads of the table <c>drafts</c>. Deleted drafts, which wait for their removal from the mailbox, are left out.</summary>
internal sealed class DraftReader(NpgsqlDataSource database)
{
    // A message without one has no In-Reply-To; of several messages with the same Message-ID the first will do.
    private const string AnsweredSql = """
        SELECT m.id
        FROM thread_references r
        JOIN messages m ON m.user_id = r.user_id AND m.thread_id = r.thread_id
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE r.user_id = $1 AND r.connection_id = $2 AND r.reference = $3 AND b.header_ids ->> 'message_id' = $4
        ORDER BY m.id
        LIMIT 1
        """;

    /// <summary>Lists drafts without their contents, the one that was saved last first.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="after">The last draft of the page before; null for the first page.</param>
    /// <param name="limit">Maximum number of drafts.</param>
    /// <param name="cancellationToken">Covers the statement.</param>
    public async Task<IReadOnlyList<DraftRow>> ListAsync(Visibility visible, ListPosition? after, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {DraftColumns.Listed}
            FROM drafts d
            JOIN connections c ON c.user_id = d.user_id AND c.id = d.connection_id
            WHERE d.user_id = $1 AND d.deleted_at IS NULL AND c.status <> 'deleting'{visible.Only("d.connection_id")}
              AND ($2::timestamptz IS NULL OR (d.saved_at, d.id) < ($2, $3))
            ORDER BY d.saved_at DESC, d.id DESC
            LIMIT $4
            """;
        var query = new NpgsqlBatchCommand(sql).With(visible.UserId).With(after?.At).With(after?.Id ?? Guid.Empty).With(limit);
        return await database.ReadRowsAsync(query, DraftColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such draft in these mailboxes.</returns>
    public async Task<DraftRow?> FindAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {DraftColumns.All}
            FROM drafts d
            JOIN connections c ON c.user_id = d.user_id AND c.id = d.connection_id
            WHERE d.user_id = $1 AND d.id = $2 AND d.deleted_at IS NULL AND c.status <> 'deleting'{visible.Only("d.connection_id")}
            """;
        return (await database.ReadRowsAsync(new NpgsqlBatchCommand(sql).With(visible.UserId).With(id), DraftColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Finds the message of a mailbox with a Message-ID.</summary>
    /// <param name="messageId">Without angle brackets.</param>
    /// <param name="reference">Its hash, as threads have it.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<Guid?> FindMessageAsync(Guid userId, Guid connectionId, string messageId, long reference, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(AnsweredSql).With(userId).With(connectionId).With(reference).With(PgText.Clean(messageId));
        return await database.ReadRowsAsync(query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false) is [var id] ? id : null;
    }

    /// <summary>Lists the attachments of a message in their order.</summary>
    public async Task<IReadOnlyList<DraftFileName>> ListFilesAsync(Guid userId, Guid mailId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT id, filename, size FROM attachments WHERE user_id = $1 AND message_id = $2 ORDER BY part, id";
        var query = new NpgsqlBatchCommand(Sql).With(userId).With(mailId);
        return await database.ReadRowsAsync(query, row => new DraftFileName(row.GetGuid(0), row.GetString(1), row.GetInt64(2)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the message at a location.</summary>
    /// <returns>Null if the copy does not have it.</returns>
    public async Task<Guid?> FindMailAsync(Guid userId, Guid connectionId, RemoteLocation location, CancellationToken cancellationToken)
    {
        const string LabelledSql = "SELECT id FROM messages WHERE user_id = $1 AND connection_id = $2 AND remote_id = $3";
        const string PlacedSql = """
            SELECT p.message_id
            FROM labels l
            JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id
            WHERE l.user_id = $1 AND l.connection_id = $2 AND l.provider_ref = $3 AND p.uid = $4
            """;
        var query = location switch
        {
            LabelledLocation labelled => new NpgsqlBatchCommand(LabelledSql).With(userId).With(connectionId).With(labelled.RemoteId),
            PlacedLocation placed => new NpgsqlBatchCommand(PlacedSql).With(userId).With(connectionId).With(placed.FolderRef).With(placed.Uid),
            _ => throw new ArgumentException("A message has a place or an id.", nameof(location)),
        };
        return await database.ReadRowsAsync(query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false) is [var id] ? id : null;
    }
}
