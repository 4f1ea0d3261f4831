using System.Text;
using EmailAgent.Storage.Access;
using EmailAgent.Storage.Database;
using Npgsql;

namespace EmailAgent.Storage.Mail.Reads;

/// <summary>
/// The two statements of a list, its total and its page. A combination of criteria always has the same text, so that it
/// is prepared once. All take the same parameters, whether they use them or not: see <see cref="WithParameters"/>.
/// </summary>
internal sealed class MailListSql(ConnectionScope scope, MailFilter filter)
{
    // To pass over this many rows costs less than to look up the rows of the page a second time.
    private const int CheapOffset = 200;

    private const string LabelNotDeleting =
        "l.connection_id <> ALL (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting'))";

    // In the order of code points, so that no server's locale changes it.
    private const string Sender = "lower(coalesce(nullif(m.from_name, ''), m.from_email)) COLLATE \"C\"";

    // As a CASE for the planner's sake, as SummaryColumns.NotDeleting.
    private const string NotInTrash =
        " AND CASE WHEN m.label_ids && ARRAY (SELECT t.id FROM labels t WHERE t.user_id = $1 AND t.role IN ('trash', 'junk')) THEN false ELSE true END";

    private const string NotTrashLabel = " AND l.role IS DISTINCT FROM 'trash' AND l.role IS DISTINCT FROM 'junk'";

    private readonly string _shown = SummaryColumns.NotDeleting + scope.Only("m.connection_id");
    private readonly string _labelShown = LabelNotDeleting + scope.Only("l.connection_id");
    private readonly string _conditions = Conditions(filter);
    private readonly string _direction = filter.Ascending ? "ASC" : "DESC";

    // The first page has its size in the text: PostgreSQL keeps one plan for it, where an unknown size makes it plan at each call.
    private string Window => filter.Offset == 0 ? $"LIMIT {filter.Limit}" : "LIMIT $2 OFFSET $3";

    private string Reach => filter.Offset == 0 ? $"LIMIT {filter.Limit}" : "LIMIT $2 + $3";

    private bool ByLabel => filter.LabelIds is not null || filter.LabelRole is not null;

    // Where messages have labels, one may be in several of those that a name finds.
    private bool MayRepeat => filter.LabelIds is { Length: > 1 };

    // The counters know the size of a list that label, connection and read state bound.
    private bool CountersSuffice =>
        filter is { IsStarred: null, HasAttachments: null, From: null, DateFrom: null, DateTo: null };

    private string LabelCondition =>
        (filter.LabelIds is null ? "" : " AND l.id = ANY ($5)") + (filter.LabelRole is null ? "" : " AND l.role = $6") + (filter.ConnectionId is null ? "" : " AND l.connection_id = $4")
        + (filter.HidesTrash ? NotTrashLabel : "");

    public string Total()
    {
        if (!CountersSuffice)
            return ByLabel ? CountByLabel() : $"SELECT count(*) FROM messages m WHERE m.user_id = $1 AND {_shown}{_conditions}";

        return ByLabel
            ? $"SELECT coalesce(sum({Counted("l.message_count", "l.unread_count")}), 0)::bigint{Repeated}{Hidden} FROM labels l WHERE l.user_id = $1 AND {_labelShown}{LabelCondition}"
            : $"""
                SELECT coalesce(sum({Counted(Held("message_count"), Held("unread_count"))}), 0)::bigint{Hidden}
                FROM connections c
                WHERE c.user_id = $1 AND c.status <> 'deleting'{scope.Only("c.id")}{(filter.ConnectionId is null ? "" : " AND c.id = $4")}
                """;
    }

    private string Held(string counter) => ConnectionTotals.Of(counter, filter.HidesTrash ? NotTrashLabel : "");

    /// <summary>
    /// The messages that the counters include and the list hides. Where a message has one location, the counters of the labels other than trash and
    /// junk are exact. Elsewhere it may be in one of these two and in further labels, so that such messages are counted.
    /// </summary>
    private string Hidden => !filter.HidesTrash ? "" : $"""
         - CASE WHEN NOT EXISTS (SELECT FROM connections c WHERE c.user_id = $1 AND c.message_count IS NOT NULL) THEN 0 ELSE (
            SELECT count(*)
            FROM messages m
            WHERE m.user_id = $1 AND {_shown}{(filter.IsRead is null ? "" : " AND m.is_read = $7")}{(filter.ConnectionId is null ? "" : " AND m.connection_id = $4")}
              AND m.id IN (
                SELECT p.message_id
                FROM labels t
                JOIN connections c ON c.user_id = t.user_id AND c.id = t.connection_id AND c.message_count IS NOT NULL
                JOIN message_labels p ON p.user_id = t.user_id AND p.label_id = t.id
                WHERE t.user_id = $1 AND t.role IN ('trash', 'junk')){(ByLabel ? $" AND {InLabel}" : "")}) END
        """;

    /// <summary>Counts how often the counters of several labels include a message again, which they do only where it can have several labels.</summary>
    private string Repeated => !MayRepeat ? "" : $"""
         - CASE WHEN NOT EXISTS (SELECT FROM connections c WHERE c.user_id = $1 AND c.message_count IS NOT NULL) THEN 0 ELSE (
            SELECT count(*) - count(DISTINCT p.message_id)
            FROM labels l
            JOIN connections c ON c.user_id = l.user_id AND c.id = l.connection_id AND c.message_count IS NOT NULL
            JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id{(filter.IsRead is null ? "" : " JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id AND m.is_read = $7")}
            WHERE l.user_id = $1 AND {_labelShown}{LabelCondition}) END
        """;

    private string Counted(string messages, string unread) =>
        filter.IsRead switch { null => messages, false => unread, true => $"{messages} - {unread}" };

    public string Page()
    {
        if (filter.Sort == MailSort.From)
            return PageBySender();
        if (ByLabel)
            return PageByLabel();
        return filter.Offset <= CheapOffset ? PageOfAll() : DeepPageOfAll();
    }

    public NpgsqlBatchCommand WithParameters(string sql)
    {
        var command = new NpgsqlBatchCommand(sql).With(scope.UserId).With((long)filter.Limit).With((long)filter.Offset);
        return ByLabel || _conditions.Length > 0 ? WithCriteria(command) : command;
    }

    private NpgsqlBatchCommand WithCriteria(NpgsqlBatchCommand command) => command
        .With(filter.ConnectionId)
        .With(filter.LabelIds)
        .With(filter.LabelRole)
        .With(filter.IsRead)
        .With(filter.IsStarred)
        .With(filter.HasAttachments)
        .With(filter.From is null ? null : LikePattern.Containing(filter.From))
        .With(filter.DateFrom?.ToUniversalTime())
        .With(filter.DateTo?.ToUniversalTime());

    private string PageOfAll() => $"""
        SELECT {SummaryColumns.Sql}
        FROM messages m
        WHERE m.user_id = $1 AND {_shown}{_conditions}
        ORDER BY m.date {_direction}, m.id {_direction}
        {Window}
        """;

    // Passes over rows in the index and looks up only those of the page.
    private string DeepPageOfAll() => $"""
        SELECT {SummaryColumns.Sql}
        FROM (
            SELECT m.id
            FROM messages m
            WHERE m.user_id = $1 AND {_shown}{_conditions}
            ORDER BY m.date {_direction}, m.id {_direction}
            LIMIT $2 OFFSET $3
        ) page
        JOIN messages m ON m.user_id = $1 AND m.id = page.id
        ORDER BY m.date {_direction}, m.id {_direction}
        """;

    // Each label's own order comes from its index; the heads of all are merged, and only the page's rows are looked up.
    private string PageByLabel() => $"""
        SELECT {SummaryColumns.Sql}
        FROM (
            SELECT {(MayRepeat ? "DISTINCT " : "")}r.message_id, r.date
            FROM labels l
            CROSS JOIN LATERAL (
                SELECT p.message_id, p.date
                FROM message_labels p{(_conditions.Length == 0 ? "" : " JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id")}
                WHERE p.user_id = $1 AND p.label_id = l.id{_conditions}
                ORDER BY p.date {_direction}, p.message_id {_direction}
                {Reach}
            ) r
            WHERE l.user_id = $1 AND {_labelShown}{LabelCondition}
            ORDER BY r.date {_direction}, r.message_id {_direction}
            {Window}
        ) page
        JOIN messages m ON m.user_id = $1 AND m.id = page.message_id
        ORDER BY page.date {_direction}, page.message_id {_direction}
        """;

    private string PageBySender() => $"""
        SELECT {SummaryColumns.Sql}
        FROM messages m
        WHERE m.user_id = $1 AND {_shown}{_conditions}{(ByLabel ? $" AND {InLabel}" : "")}
        ORDER BY {Sender} {_direction}, m.date DESC, m.id DESC
        LIMIT $2 OFFSET $3
        """;

    private string CountByLabel() =>
        $"SELECT count(*) FROM messages m WHERE m.user_id = $1 AND {_shown}{_conditions} AND {InLabel}";

    private string InLabel =>
        $"m.id IN (SELECT p.message_id FROM labels l JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id WHERE l.user_id = $1{LabelCondition})";

    private static string Conditions(MailFilter filter)
    {
        var sql = new StringBuilder();
        Append(filter.ConnectionId, " AND m.connection_id = $4");
        Append(filter.IsRead, " AND m.is_read = $7");
        Append(filter.IsStarred, " AND m.is_starred = $8");
        Append(filter.HasAttachments, " AND m.has_attachments = $9");
        Append(filter.From, " AND (m.from_email ILIKE $10 OR m.from_name ILIKE $10)");
        Append(filter.DateFrom, " AND m.date >= $11");
        Append(filter.DateTo, " AND m.date < $12");
        Append(filter.HidesTrash ? NotInTrash : null, NotInTrash);
        return sql.ToString();

        void Append(object? criterion, string condition)
        {
            if (criterion is not null)
                sql.Append(condition);
        }
    }
}
