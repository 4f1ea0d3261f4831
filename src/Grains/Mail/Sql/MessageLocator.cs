using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>The locations of a user's messages on their servers, for actions on messages.</summary>
internal sealed class MessageLocator(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT m.id, m.connection_id, m.remote_id, l.provider_ref, p.uid, l.sync_cursor, m.size
        FROM messages m
        LEFT JOIN message_labels p ON p.user_id = m.user_id AND p.message_id = m.id AND p.uid IS NOT NULL
        LEFT JOIN labels l ON l.user_id = p.user_id AND l.id = p.label_id
        WHERE m.user_id = $1 AND m.id = ANY ($2)
        """;

    // Both lists are looked up in the primary key.
    private const string OwnersSql = "SELECT id, user_id, connection_id FROM messages WHERE user_id = ANY ($1) AND id = ANY ($2)";

    /// <summary>Finds the owners and connections of messages among those of certain users.</summary>
    public async Task<IReadOnlyList<MessageOwner>> FindOwnersAsync(
        IReadOnlyCollection<Guid> userIds, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OwnersSql).With<Guid[]>([.. userIds]).With<Guid[]>([.. messageIds]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var found = new List<MessageOwner>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add(new MessageOwner(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2)));
        return found;
    }

    /// <returns>Null when the user has no such message.</returns>
    public async Task<MessageLocation?> LocateAsync(Guid userId, Guid messageId, CancellationToken cancellationToken) =>
        await LocateAsync(userId, [messageId], cancellationToken).ConfigureAwait(false) is [var found, ..] ? found : null;

    /// <returns>Null when the caller sees no such attachment.</returns>
    public async Task<AttachmentLocation?> FindAttachmentAsync(Visibility visible, Guid attachmentId, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AttachmentSql(visible)).With(visible.UserId).With(attachmentId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new AttachmentLocation(Ids.Format(reader.GetGuid(0)), Ids.Format(reader.GetGuid(1)), Ids.Format(reader.GetGuid(2)), reader.GetInt64(3))
            {
                Filename = reader.GetString(4),
                ContentType = reader.GetString(5),
                MessageSize = reader.GetInt64(6),
                InOnePiece = reader.GetBoolean(7),
                IsTruncated = reader.GetBoolean(8),
            }
            : null;
    }

    /// <summary>Finds the locations of messages, in no particular order; messages that the user does not have are left out.</summary>
    public async Task<IReadOnlyList<MessageLocation>> LocateAsync(
        Guid userId, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql).With(userId).With<Guid[]>([.. messageIds]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var found = new List<MessageLocation>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            RemoteLocation? remote = reader.GetStringOrNull(2) is { } remoteId ? new LabelledLocation(remoteId)
                : reader.IsDBNull(3) ? null
                : new PlacedLocation(reader.GetString(3), reader.GetStringOrNull(5), reader.GetInt64(4));
            if (remote is not null)
                found.Add(new MessageLocation(reader.GetGuid(0), reader.GetGuid(1), remote, reader.GetInt64(6)));
        }

        return found;
    }

    private static string AttachmentSql(Visibility visible) => $"""
        SELECT a.id, a.message_id, m.connection_id, a.size, a.filename, a.content_type, m.size, m.remote_id IS NOT NULL,
               EXISTS (SELECT FROM unnest(b.defects) AS defect WHERE defect = 'truncated' OR defect LIKE 'Only the first %')
        FROM attachments a
        JOIN messages m ON m.user_id = a.user_id AND m.id = a.message_id
        JOIN message_bodies b ON b.user_id = a.user_id AND b.message_id = a.message_id
        WHERE a.user_id = $1 AND a.id = $2{visible.Only("m.connection_id")}
        """;
}
