using EmailAgent.Database;
using EmailAgent.Grains.Access;
using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Reads of the table <c>outgoing</c>.</summary>
internal sealed class OutgoingReader(NpgsqlDataSource database)
{
    private const string ListSql = $"""
        SELECT {OutgoingColumns.Listed}
        FROM outgoing o
        WHERE o.user_id = $1 AND ($2::uuid[] IS NULL OR o.connection_id = ANY ($2)) AND ($3::text IS NULL OR o.state = $3) AND ($4::uuid IS NULL OR o.id < $4)
        ORDER BY o.id DESC
        LIMIT $5
        """;

    private const string ListByTimeSql = $"""
        SELECT {OutgoingColumns.Listed}
        FROM outgoing o
        WHERE o.user_id = $1 AND ($2::uuid[] IS NULL OR o.connection_id = ANY ($2)) AND ($3::text IS NULL OR o.state = $3)
          AND ($4::uuid IS NULL OR (o.due_at, o.id) > (SELECT l.due_at, l.id FROM outgoing l WHERE l.user_id = $1 AND l.id = $4))
        ORDER BY o.due_at, o.id
        LIMIT $5
        """;

    private const string FindSql = $"""
        SELECT {OutgoingColumns.All}
        FROM outgoing o
        WHERE o.user_id = $1 AND o.id = $2 AND ($3::uuid[] IS NULL OR o.connection_id = ANY ($3))
        """;

    private const string OverdueSql = """
        SELECT c.user_id, c.id
        FROM (
            SELECT user_id, connection_id FROM outgoing WHERE state IN ('scheduled', 'queued', 'sending') AND due_at <= $1
            UNION
            SELECT user_id, connection_id FROM outgoing WHERE sent_copy = 'pending' AND copy_due_at <= $1
        ) AS due
        JOIN connections c ON c.user_id = due.user_id AND c.id = due.connection_id
        JOIN users u ON u.id = c.user_id
        WHERE c.status <> 'deleting' AND u.disabled_at IS NULL
        """;

    private const string CountSql = "SELECT state, count(*) FROM outgoing WHERE state IN ('scheduled', 'queued', 'sending') GROUP BY state";

    /// <summary>Lists messages with their first recipients.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="state">Null for all.</param>
    /// <param name="byTime">By the time at which they are due; otherwise newest first.</param>
    /// <param name="after">The last message of the page before; null for the first page.</param>
    /// <param name="limit">Maximum number of messages.</param>
    /// <param name="cancellationToken">Covers the statement.</param>
    public async Task<IReadOnlyList<OutgoingRow>> ListAsync(Visibility visible, string? state, bool byTime, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(byTime ? ListByTimeSql : ListSql).With(visible.UserId).With(Seen(visible)).With(state).With(after).With(limit);
        return await database.ReadRowsAsync(query, OutgoingColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such message in these mailboxes.</returns>
    public async Task<OutgoingRow?> FindAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(FindSql).With(visible.UserId).With(id).With(Seen(visible));
        return (await database.ReadRowsAsync(query, OutgoingColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Counts the recipients of the messages that a user has requested since this time.</summary>
    public async Task<long> CountRecipientsAsync(Guid userId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT coalesce(sum(recipient_count), 0) FROM outgoing WHERE user_id = $1 AND created_at > $2 AND state <> 'cancelled'";
        var query = new NpgsqlBatchCommand(Sql).With(userId).With(since);
        return (await database.ReadRowsAsync(query, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Lists the mailboxes of all users that have something to do which was due at this time.</summary>
    public async Task<IReadOnlyList<(Guid UserId, Guid ConnectionId)>> ListOverdueAsync(DateTimeOffset due, CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(new NpgsqlBatchCommand(OverdueSql).With(due), row => (row.GetGuid(0), row.GetGuid(1)), cancellationToken).ConfigureAwait(false);

    /// <summary>Counts the messages of all users that are to be sent, by state.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, long>>> CountAsync(CancellationToken cancellationToken) =>
        await database.ReadRowsAsync(new NpgsqlBatchCommand(CountSql), row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), cancellationToken).ConfigureAwait(false);

    private static Guid[]? Seen(Visibility visible) => visible.ConnectionIds is null ? null : [.. visible.ConnectionIds];
}
