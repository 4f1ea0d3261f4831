using EmailAgent.Database;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>Reads what is known of the senders and threads of received messages.</summary>
internal static class PriorityFactsReader
{
    private const string FactsSql = """
        SELECT p.message_id, p.person, p.answered_at IS NOT NULL, p.is_important,
               coalesce(c.received, 0), coalesce(c.sent, 0), coalesce(c.answered, 0), c.answer_seconds,
               coalesce(l.received, 0), coalesce(l.answered, 0),
               e.messages, e.own, coalesce(e.follows_own, false), j.important, j.unimportant,
               extract(epoch FROM m.date - e.last_own)::double precision, extract(epoch FROM m.date - l.last_sent_at)::double precision
        FROM message_priority p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        LEFT JOIN correspondents c ON c.user_id = p.user_id AND c.address = p.person
        LEFT JOIN correspondents l ON l.user_id = p.user_id AND l.address = p.source
        CROSS JOIN LATERAL (
            SELECT count(*) AS messages, count(*) FILTER (WHERE o.is_sent) AS own, max(o.date) FILTER (WHERE o.is_sent) AS last_own,
                   (array_agg(o.is_sent ORDER BY o.date DESC))[1] AS follows_own
            FROM (
                SELECT w.is_sent, w.date
                FROM messages x
                JOIN message_priority w ON w.user_id = x.user_id AND w.message_id = x.id
                WHERE x.user_id = $1 AND x.thread_id = m.thread_id AND x.date < m.date
                ORDER BY x.date DESC
                LIMIT 50
            ) o
        ) e
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE o.is_important) AS important, count(*) FILTER (WHERE NOT o.is_important) AS unimportant
            FROM message_priority o
            WHERE o.user_id = $1 AND o.person = p.person AND o.message_id <> p.message_id AND o.is_important IS NOT NULL
        ) j
        WHERE p.user_id = $1 AND p.message_id = ANY ($2) AND NOT p.is_sent
        """;

    // The share of a sender's last hundred other messages that the owner has read.
    private const string ReadSharesSql = """
        SELECT s.person, count(*), count(*) FILTER (WHERE o.is_read)
        FROM (
            SELECT DISTINCT p.person FROM message_priority p WHERE p.user_id = $1 AND p.message_id = ANY ($2) AND NOT p.is_sent
        ) s
        CROSS JOIN LATERAL (
            SELECT m.is_read
            FROM message_priority p
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
            WHERE p.user_id = $1 AND p.person = s.person AND p.message_id <> ALL ($2)
            ORDER BY p.date DESC
            LIMIT 100
        ) o
        GROUP BY s.person
        """;

    private const string NamesSql = "SELECT trim(concat_ws(' ', first_name, last_name)) FROM users WHERE id = $1";

    /// <summary>Reads the facts of messages; those that were sent or are gone are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SenderFacts>> ReadAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        Guid[] wanted = [.. ids];
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NamesSql).With(userId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSharesSql).With(userId).With(wanted));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FactsSql).With(userId).With(wanted));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            names.Add(reader.GetString(0));
        names.RemoveAll(name => name.Length == 0);

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            shares.Add(reader.GetString(0), (double)reader.GetInt64(2) / reader.GetInt64(1));

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var facts = new Dictionary<Guid, SenderFacts>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            facts.Add(reader.GetGuid(0), Read(reader, shares.TryGetValue(reader.GetString(1), out var share) ? share : null, names));
        return facts;
    }

    // The counters include the message itself.
    private static SenderFacts Read(NpgsqlDataReader row, double? readShare, IReadOnlyList<string> ownerNames)
    {
        var own = row.GetBoolean(2) ? 1 : 0;
        var received = Math.Max(0, row.GetInt32(4) - 1);
        var facts = new PriorityFacts
        {
            ReceivedFromSender = received,
            ReadFromSender = readShare is { } share ? (int)Math.Round(received * share) : null,
            AnsweredFromSender = Math.Clamp(row.GetInt32(6) - own, 0, received),
            ImportantFromSender = (int)row.GetInt64(13),
            UnimportantFromSender = (int)row.GetInt64(14),
            SentToSender = row.GetInt32(5),
            TimeToAnswerSender = SecondsOf(row, 7),
            ReceivedFromList = Math.Max(0, row.GetInt32(8) - 1),
            AnsweredFromList = Math.Max(0, row.GetInt32(9) - own),
            MessagesInThread = (int)row.GetInt64(10),
            OwnMessagesInThread = (int)row.GetInt64(11),
            SinceOwnMessageInThread = SecondsOf(row, 15),
            AnswersOwner = row.GetBoolean(12),
            SinceOwnMessageToList = SecondsOf(row, 16),
            OwnerNames = ownerNames,
        };
        return new SenderFacts(row.GetString(1), facts, row.IsDBNull(3) ? null : row.GetBoolean(3));
    }

    private static TimeSpan? SecondsOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : TimeSpan.FromSeconds(Math.Max(0, row.GetDouble(column)));
}
