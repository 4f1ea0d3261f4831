using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>Reads lists of messages by what the analysis found. Mail of connections being deleted is left out.</summary>
internal sealed class PriorityReader(NpgsqlDataSource database, TimeProvider time)
{
    // Read mail matters for a while: an answer may be due.
    private static readonly TimeSpan RecentAge = TimeSpan.FromDays(7);

    // An answer that is due for longer will hardly be written.
    private static readonly TimeSpan ReplyAge = TimeSpan.FromDays(90);

    /// <summary>Reads a page of the inbox: unread and recent messages, most important first.</summary>
    public async Task<IReadOnlyList<RankedEmail>> ListAsync(Visibility visible, ScoredPosition? after, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {SummaryColumns.Sql}, p.reasons::text, p.score, p.date, p.message_id
            FROM message_priority p
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
            WHERE p.user_id = $1 AND p.score IS NOT NULL AND (NOT m.is_read OR m.date > $2)
              AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
              AND m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role = 'inbox')
              AND ($3::real IS NULL OR (p.score, p.date, p.message_id) < ($3, $4, $5))
            ORDER BY p.score DESC, p.date DESC, p.message_id DESC
            LIMIT $6
            """;
        var query = new NpgsqlBatchCommand(sql)
            .With(visible.UserId).With(time.GetUtcNow() - RecentAge).With(after?.Score).With(after?.Date).With(after?.Id).With((long)limit);
        return await database.ReadRowsAsync(query, ReadRanked, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a page of messages that wait for an answer, one for each thread, newest first.</summary>
    /// <param name="isSent">Those that the owner sent; else those that the owner received.</param>
    public async Task<IReadOnlyList<EmailSummary>> ListUnansweredAsync(
        Visibility visible, bool isSent, ListPosition? after, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {SummaryColumns.Sql}
            FROM message_priority p
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
            WHERE p.user_id = $1 AND p.needs_reply AND p.is_sent = $2 AND p.date > $3
              AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
              AND NOT m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role IN ('trash', 'junk', 'drafts'))
              AND (p.is_sent OR NOT '\Answered' = ANY (m.flags))
              AND NOT EXISTS (
                SELECT FROM messages x
                JOIN message_priority w ON w.user_id = x.user_id AND w.message_id = x.id
                WHERE x.user_id = $1 AND x.thread_id = m.thread_id AND (x.date, x.id) > (m.date, m.id) AND (w.is_sent <> p.is_sent OR w.needs_reply))
              AND ($4::timestamptz IS NULL OR (p.date, p.message_id) < ($4, $5))
            ORDER BY p.date DESC, p.message_id DESC
            LIMIT $6
            """;
        var query = new NpgsqlBatchCommand(sql)
            .With(visible.UserId).With(isSent).With(time.GetUtcNow() - ReplyAge).With(after?.At).With(after?.Id).With((long)limit);
        return await database.ReadRowsAsync(query, SummaryColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    private static RankedEmail ReadRanked(NpgsqlDataReader row) => new(
        new PriorityEmail(SummaryColumns.Read(row), ReasonJson.ReadScore(row.GetString(SummaryColumns.Count))),
        new ScoredPosition(
            row.GetFloat(SummaryColumns.Count + 1), row.GetFieldValue<DateTimeOffset>(SummaryColumns.Count + 2), row.GetGuid(SummaryColumns.Count + 3)));
}
