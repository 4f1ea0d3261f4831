using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Intelligence;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>
/// The record of the people who write to an owner, and of how fast the owner answers: the rows of <c>message_priority</c> without their scores, and <c>correspondents</c>. A
/// message that is analyzed again is not counted again.
/// </summary>
internal static class Correspondence
{
    // The lock keeps a message until the end of the transaction, so that its row can refer to it.
    private const string InsertSql = """
        INSERT INTO message_priority (user_id, message_id, date, person, source, is_sent, needs_reply)
        SELECT m.user_id, m.id, m.date, n.person, n.source, n.is_sent, n.needs_reply
        FROM unnest($2, $3, $4, $5, $6) AS n (id, person, source, is_sent, needs_reply)
        JOIN messages m ON m.user_id = $1 AND m.id = n.id
        ORDER BY m.id
        FOR KEY SHARE OF m
        ON CONFLICT (user_id, message_id) DO UPDATE SET
            person = excluded.person,
            source = excluded.source,
            is_sent = excluded.is_sent,
            needs_reply = CASE WHEN message_priority.is_reply_set THEN message_priority.needs_reply ELSE excluded.needs_reply END
        RETURNING message_id, xmax = 0
        """;

    private const string CountSql = """
        INSERT INTO correspondents AS c (user_id, address, received, sent, last_received_at, last_sent_at)
        SELECT $1, n.address, n.received, n.sent, n.last_received_at, n.last_sent_at
        FROM unnest($2, $3, $4, $5, $6) AS n (address, received, sent, last_received_at, last_sent_at)
        ON CONFLICT (user_id, address) DO UPDATE SET
            received = c.received + excluded.received,
            sent = c.sent + excluded.sent,
            last_received_at = greatest(c.last_received_at, excluded.last_received_at),
            last_sent_at = greatest(c.last_sent_at, excluded.last_sent_at)
        """;

    // An answer is one to the newest message before it in the thread.
    private const string AnswersSql = """
        WITH touched AS (
            SELECT DISTINCT m.thread_id FROM messages m WHERE m.user_id = $1 AND m.id = ANY ($2)
        ), answers AS (
            SELECT DISTINCT ON (r.id) r.id, s.date
            FROM touched t
            JOIN messages a ON a.user_id = $1 AND a.thread_id = t.thread_id
            JOIN message_priority s ON s.user_id = $1 AND s.message_id = a.id AND s.is_sent
            CROSS JOIN LATERAL (
                SELECT m.id
                FROM messages m
                JOIN message_priority p ON p.user_id = $1 AND p.message_id = m.id AND NOT p.is_sent
                WHERE m.user_id = $1 AND m.thread_id = t.thread_id AND m.date < s.date
                ORDER BY m.date DESC, m.id DESC
                LIMIT 1
            ) r
            ORDER BY r.id, s.date
        )
        UPDATE message_priority p
        SET answered_at = a.date
        FROM answers a
        WHERE p.user_id = $1 AND p.message_id = a.id AND p.answered_at IS DISTINCT FROM a.date
        RETURNING p.message_id, p.person, p.source, p.answered_at
        """;

    /// <summary>Records messages.</summary>
    /// <returns>The messages of which it is known now that, and when, they were answered.</returns>
    public static async Task<IReadOnlyList<AnsweredMessage>> RecordAsync(NpgsqlConnection connection, AnalysisBatch mail, CancellationToken cancellationToken)
    {
        var added = await InsertAsync(connection, mail, cancellationToken).ConfigureAwait(false);
        var counts = Count(mail.Messages.Where(message => added.Contains(message.Id)));
        var answered = await CountAsync(connection, mail, counts, cancellationToken).ConfigureAwait(false);
        if (answered.Count > 0)
            await RefreshAsync(connection, mail.UserId, answered, cancellationToken).ConfigureAwait(false);
        return answered;
    }

    // A message to a list is known by the message of the list that it answers, and one to a domain by its address.
    private static string SourceOf(AnalyzedMessage message) =>
        message.Signals.ListId is { Length: > 0 } list ? PgText.Clean($"<{list.ToLowerInvariant()}>") : DomainOf(message.From.Email);

    private static string DomainOf(string email) => PgText.Clean($"@{email[(email.LastIndexOf('@') + 1)..]}");

    /// <summary>Counts what messages add to each address, in the order of the addresses, in which all transactions lock them.</summary>
    private static List<KeyValuePair<string, Traffic>> Count(IEnumerable<AnalyzedMessage> messages)
    {
        var counts = new Dictionary<string, Traffic>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var date = message.Date.ToUniversalTime();
            if (message.IsSent)
            {
                foreach (var address in RecipientsOf(message))
                    counts[address] = counts.GetValueOrDefault(address).Send(date);
            }
            else if (message.From.Email.Length > 0)
            {
                foreach (var address in new[] { PgText.Clean(message.From.Email), SourceOf(message) })
                    counts[address] = counts.GetValueOrDefault(address).Receive(date);
            }
        }

        return [.. counts.OrderBy(count => count.Key, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> RecipientsOf(AnalyzedMessage message) => message.To.Concat(message.Cc)
        .Select(person => person.Email)
        .Where(email => email.Length > 0)
        .SelectMany(email => new[] { PgText.Clean(email), DomainOf(email) })
        .Distinct(StringComparer.Ordinal);

    private static async Task<HashSet<Guid>> InsertAsync(NpgsqlConnection connection, AnalysisBatch mail, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertSql)
            .With(mail.UserId)
            .With<Guid[]>([.. mail.Messages.Select(message => message.Id)])
            .With<string[]>([.. mail.Messages.Select(message => PgText.Clean(message.From.Email))])
            .With<string[]>([.. mail.Messages.Select(SourceOf)])
            .With<bool[]>([.. mail.Messages.Select(message => message.IsSent)])
            .With<bool[]>([.. mail.Messages.Select(message => ReplyNeed.Of(message, mail.Owner))]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var added = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.GetBoolean(1))
                added.Add(reader.GetGuid(0));
        }

        return added;
    }

    private static async Task<IReadOnlyList<AnsweredMessage>> CountAsync(
        NpgsqlConnection connection, AnalysisBatch mail, List<KeyValuePair<string, Traffic>> counts, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        if (counts.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(CountSql)
                .With(mail.UserId)
                .With<string[]>([.. counts.Select(count => count.Key)])
                .With<int[]>([.. counts.Select(count => count.Value.Received)])
                .With<int[]>([.. counts.Select(count => count.Value.Sent)])
                .With<DateTimeOffset?[]>([.. counts.Select(count => count.Value.LastReceivedAt)])
                .With<DateTimeOffset?[]>([.. counts.Select(count => count.Value.LastSentAt)]));
        }

        // The only one with a result.
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AnswersSql).With(mail.UserId).With<Guid[]>([.. mail.Messages.Select(message => message.Id)]));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var answered = new List<AnsweredMessage>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            answered.Add(new AnsweredMessage(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return answered;
    }

    private static async Task RefreshAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<AnsweredMessage> answered, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RefreshSql("person")).With(userId).With<string[]>([.. answered.Select(message => message.Person).Distinct()]));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RefreshSql("source")).With(userId).With<string[]>([.. answered.Select(message => message.Source).Distinct()]));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string RefreshSql(string column) => $"""
        UPDATE correspondents c
        SET answered = s.answered, answer_seconds = s.seconds, last_sent_at = greatest(c.last_sent_at, s.last_sent_at)
        FROM (
            SELECT p.{column} AS address, count(*)::integer AS answered, max(p.answered_at) AS last_sent_at,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.answered_at - p.date)::double precision) AS seconds
            FROM message_priority p
            WHERE p.user_id = $1 AND p.{column} = ANY ($2) AND p.answered_at IS NOT NULL
            GROUP BY p.{column}
        ) s
        WHERE c.user_id = $1 AND c.address = s.address
        """;

    private readonly record struct Traffic(int Received, int Sent, DateTimeOffset? LastReceivedAt, DateTimeOffset? LastSentAt)
    {
        public Traffic Receive(DateTimeOffset date) => this with { Received = Received + 1, LastReceivedAt = Latest(LastReceivedAt, date) };

        public Traffic Send(DateTimeOffset date) => this with { Sent = Sent + 1, LastSentAt = Latest(LastSentAt, date) };

        private static DateTimeOffset Latest(DateTimeOffset? one, DateTimeOffset other) => one is { } known && known > other ? known : other;
    }
}
