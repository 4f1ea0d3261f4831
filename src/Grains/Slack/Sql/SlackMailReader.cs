using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Slack;

/// <summary>Reads received messages as rules and posts see them.</summary>
internal sealed class SlackMailReader(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT m.id, m.connection_id, c.email, m.label_ids, m.from_email, m.from_name, m.subject, m.preview, p.score, p.reasons -> 0 ->> 'words', k.category
        FROM messages m
        JOIN connections c ON c.user_id = m.user_id AND c.id = m.connection_id
        LEFT JOIN message_priority p ON p.user_id = m.user_id AND p.message_id = m.id
        LEFT JOIN message_categories k ON k.user_id = m.user_id AND k.message_id = m.id
        WHERE m.user_id = $1 AND m.id = ANY ($2)
        """;

    /// <summary>Reads messages; those that are gone are missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, SlackMail>> ReadAsync(Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, SlackMail>();
        var query = new NpgsqlBatchCommand(Sql).With(userId).With(ids.ToArray());
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).ToDictionary(mail => mail.Id);
    }

    private static SlackMail Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetFieldValue<Guid[]>(3),
        row.GetString(4),
        row.GetStringOrNull(5),
        row.GetString(6),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetFloat(8),
        row.GetStringOrNull(9),
        row.GetStringOrNull(10));
}
