using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Categories;

/// <summary>The mail of a sender, found by its address in any case.</summary>
internal sealed class SenderMail(NpgsqlDataSource database)
{
    private const string OfSender = "m.user_id = $1 AND lower(m.from_email) = $2 AND ";

    private const string FromInbox = """
        FROM labels l
        JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        """;

    /// <summary>Indicates whether there is a message of the sender.</summary>
    public async Task<bool> HasAnyAsync(Visibility visible, string address, CancellationToken cancellationToken)
    {
        var sql = $"SELECT EXISTS (SELECT FROM messages m WHERE {OfSender}{Shown(visible)})";
        return (await database.ReadRowsAsync(
            new NpgsqlBatchCommand(sql).With(visible.UserId).With(Key(address)), row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Finds the newest offer of the sender to unsubscribe, outside of spam.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<UnsubscribeOffer?> FindOfferAsync(Visibility visible, string address, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT m.id, m.connection_id, s.unsubscribe, s.is_one_click, s.is_authenticated
            FROM messages m
            JOIN message_signals s ON s.user_id = m.user_id AND s.message_id = m.id AND s.unsubscribe IS NOT NULL
            WHERE {OfSender}{Shown(visible)}
              AND NOT m.label_ids && ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role = 'junk')
            ORDER BY m.date DESC, m.id DESC
            LIMIT 1
            """;
        return (await database.ReadRowsAsync(new NpgsqlBatchCommand(sql).With(visible.UserId).With(Key(address)), ReadOffer, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Counts the messages of the sender in inboxes.</summary>
    public async Task<long> CountInboxAsync(Visibility visible, string address, CancellationToken cancellationToken)
    {
        var sql = $"SELECT count(DISTINCT m.id) {FromInbox} WHERE l.user_id = $1 AND l.role = 'inbox' AND {OfSender}{Shown(visible)}";
        return (await database.ReadRowsAsync(
            new NpgsqlBatchCommand(sql).With(visible.UserId).With(Key(address)), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Lists messages of the sender in inboxes, newest first.</summary>
    /// <param name="until">Only those that were received until then.</param>
    /// <param name="except">Leaves out these messages.</param>
    public async Task<IReadOnlyList<Guid>> ListInboxAsync(
        Visibility visible, string address, DateTimeOffset until, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT m.id
            {FromInbox}
            WHERE l.user_id = $1 AND l.role = 'inbox' AND {OfSender}{Shown(visible)} AND m.received_at <= $3 AND m.id <> ALL ($4)
            GROUP BY m.id, m.date
            ORDER BY m.date DESC, m.id DESC
            LIMIT $5
            """;
        var query = new NpgsqlBatchCommand(sql)
            .With(visible.UserId).With(Key(address)).With(until.ToUniversalTime()).With<Guid[]>([.. except]).With((long)limit);
        return await database.ReadRowsAsync(query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the form in which addresses are compared.</summary>
    public static string Key(string address) => PgText.Clean(address.ToLowerInvariant());

    private static string Shown(Visibility visible) => SummaryColumns.NotDeleting + visible.Only("m.connection_id");

    private static UnsubscribeOffer ReadOffer(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetBoolean(3),
        row.IsDBNull(4) ? null : row.GetBoolean(4));
}
