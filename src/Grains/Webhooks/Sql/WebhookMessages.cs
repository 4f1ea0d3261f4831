using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Reads of messages for filters and contents.</summary>
internal sealed class WebhookMessages(NpgsqlDataSource database)
{
    /// <summary>Reads the facts of messages, also of those that were removed; unknown ones are missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, MessageFacts>> FindFactsAsync(Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, MessageFacts>();
        var query = new NpgsqlBatchCommand("""
            SELECT id, from_email, label_ids FROM messages WHERE user_id = $1 AND id = ANY ($2)
            UNION ALL
            SELECT message_id, sender_domain, label_ids FROM webhook_removed_messages WHERE user_id = $1 AND message_id = ANY ($2)
            """).With(userId).With(ids.ToArray());
        var rows = await database.ReadRowsAsync(
            query, row => (Id: row.GetGuid(0), Facts: new MessageFacts(row.GetString(1), row.GetFieldValue<Guid[]>(2))), cancellationToken).ConfigureAwait(false);
        return rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Facts);
    }

    /// <summary>Reads the content of a message.</summary>
    /// <param name="longest">Characters of the text.</param>
    /// <returns>Null if the message is gone.</returns>
    public async Task<IncludedMessage?> FindAsync(Guid userId, Guid id, int longest, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT m.subject, m.from_email, m.from_name, m.date, coalesce(b.addresses::text, '{}'), coalesce(b.header_ids::text, '{}'),
                left(coalesce(b.body_text, ''), $3), char_length(coalesce(b.body_text, '')) > $3
            FROM messages m LEFT JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
            WHERE m.user_id = $1 AND m.id = $2
            """).With(userId).With(id).With(longest);
        return (await database.ReadRowsAsync(query, Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    private static IncludedMessage Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetStringOrNull(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetBoolean(7));
}
