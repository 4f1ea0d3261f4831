using System.Text;
using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Priority;
using Npgsql;

namespace EmailAgent.Grains.Mail.Reads;

/// <summary>
/// The two statements of a list, its total and its page. A combination of criteria always has the same text, so that it is prepared once.
/// All take the same parameters, even if they use only some: see <see cref="WithParameters"/>.
/// </summary>
/// <param name="labels">The labels that the filter names by id or path; none when it names a role, or no label.</param>
internal sealed class MailListSql(Visibility visible, EmailFilter filter, IReadOnlyList<NamedLabel> labels)
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

    private const string InCategory =
        " AND EXISTS (SELECT FROM message_categories k WHERE k.user_id = m.user_id AND k.message_id = m.id AND k.category = $13)";

    private const string NotTrashLabel = " AND l.role IS DISTINCT FROM 'trash' AND l.role IS DISTINCT FROM 'junk'";

    private readonly string _shown = SummaryColumns.NotDeleting + visible.Only("m.connection_id");
    private readonly string _labelShown = LabelNotDeleting + visible.Only("l.connection_id");
    private readonly Guid? _connectionId = filter.ConnectionId is { } id ? Guid.ParseExact(id, "N") : null;
    private readonly Guid[]? _labelIds = labels.Count == 0 ? null : [.. labels.Select(label => label.Id)];
    private readonly string? _role = RoleOf(filter);
    private readonly bool _hidesTrash = HidesTrash(filter, labels);
    private readonly ScoredPosition? _after = ScoredPosition.TryParse(filter.After, out var position) ? position : null;
    private readonly int _offset = (filter.PageNumber - 1) * filter.PageSize;
    private readonly string _conditions = Conditions(filter, HidesTrash(filter, labels));
    private readonly string _direction = filter.Ascending ? "ASC" : "DESC";

    // The first page has its size in the text: PostgreSQL keeps one plan for it, where an unknown size makes it plan at each call.
    private string Window => _offset == 0 ? $"LIMIT {filter.PageSize}" : "LIMIT $2 OFFSET $3";

    private string Reach => _offset == 0 ? $"LIMIT {filter.PageSize}" : "LIMIT $2 + $3";

    private bool ByLabel => _labelIds is not null || _role is not null;

    // Where messages have labels, one may be in several of those that a name finds.
    private bool MayRepeat => _labelIds is { Length: > 1 };

    // The counters know the size of a list that label, connection and read state bound.
    private bool CountersSuffice =>
        filter is { IsStarred: null, HasAttachments: null, From: null, DateFrom: null, DateTo: null, Category: null };

    private string LabelCondition =>
        (_labelIds is null ? "" : " AND l.id = ANY ($5)") + (_role is null ? "" : " AND l.role = $6") + (_connectionId is null ? "" : " AND l.connection_id = $4")
        + (_hidesTrash ? NotTrashLabel : "");

    public string Total()
    {
        if (!CountersSuffice)
            return ByLabel ? CountByLabel() : $"SELECT count(*) FROM messages m WHERE m.user_id = $1 AND {_shown}{_conditions}";

        return ByLabel
            ? $"SELECT coalesce(sum({Counted("l.message_count", "l.unread_count")}), 0)::bigint{Repeated}{Hidden} FROM labels l WHERE l.user_id = $1 AND {_labelShown}{LabelCondition}"
            : $"""
                SELECT coalesce(sum({Counted(Held("message_count"), Held("unread_count"))}), 0)::bigint{Hidden}
                FROM connections c
                WHERE c.user_id = $1 AND c.status <> 'deleting'{visible.Only("c.id")}{(_connectionId is null ? "" : " AND c.id = $4")}
                """;
    }

    private string Held(string counter) => ConnectionTotals.Of(counter, _hidesTrash ? NotTrashLabel : "");

    /// <summary>
    /// Returns the number of messages that the counters include and the list hides. Where a message has one location, the counters of the
    /// labels other than trash and junk are exact. Elsewhere it may be in one of these two and in further labels, so that such messages are
    /// counted.
    /// </summary>
    private string Hidden => !_hidesTrash ? "" : $"""
         - CASE WHEN NOT EXISTS (SELECT FROM connections c WHERE c.user_id = $1 AND c.message_count IS NOT NULL) THEN 0 ELSE (
            SELECT count(*)
            FROM messages m
            WHERE m.user_id = $1 AND {_shown}{(filter.IsRead is null ? "" : " AND m.is_read = $7")}{(_connectionId is null ? "" : " AND m.connection_id = $4")}
              AND m.id IN (
                SELECT p.message_id
                FROM labels t
                JOIN connections c ON c.user_id = t.user_id AND c.id = t.connection_id AND c.message_count IS NOT NULL
                JOIN message_labels p ON p.user_id = t.user_id AND p.label_id = t.id
                WHERE t.user_id = $1 AND t.role IN ('trash', 'junk')){(ByLabel ? $" AND {InLabel}" : "")}) END
        """;

    /// <summary>
    /// Returns the number of messages that the counters of several labels include again, which happens only where a message can have
    /// several labels.
    /// </summary>
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
        if (filter.Sort == EmailSort.From)
            return PageBySender();
        if (filter.Sort == EmailSort.Priority)
            return PageByPriority();
        if (ByLabel)
            return PageByLabel();
        return _offset <= CheapOffset ? PageOfAll() : DeepPageOfAll();
    }

    public NpgsqlBatchCommand WithParameters(string sql)
    {
        var command = new NpgsqlBatchCommand(sql).With(visible.UserId).With((long)filter.PageSize).With((long)_offset);
        return ByLabel || _conditions.Length > 0 || _after is not null ? WithCriteria(command) : command;
    }

    private NpgsqlBatchCommand WithCriteria(NpgsqlBatchCommand command) => command
        .With(_connectionId)
        .With(_labelIds)
        .With(_role)
        .With(filter.IsRead)
        .With(filter.IsStarred)
        .With(filter.HasAttachments)
        .With(filter.From is null ? null : LikePattern.Containing(filter.From))
        .With(filter.DateFrom?.ToUniversalTime())
        .With(filter.DateTo?.ToUniversalTime())
        .With(filter.Category)
        .With(_after?.Score)
        .With(_after?.Date)
        .With(_after?.Id);

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
        WHERE m.user_id = $1 AND {_shown}{_conditions}{AndInLabel}
        ORDER BY {Sender} {_direction}, m.date DESC, m.id DESC
        LIMIT $2 OFFSET $3
        """;

    // The index has the order. Messages without a priority are looked for only if those with one do not fill the page.
    private string PageByPriority() => $"""
        WITH scored AS MATERIALIZED (
            SELECT m.id, o.score, o.date
            FROM message_priority o
            JOIN messages m ON m.user_id = o.user_id AND m.id = o.message_id
            WHERE o.user_id = $1 AND o.score IS NOT NULL AND {_shown}{_conditions}{AndInLabel}{AfterScored}
            ORDER BY o.score {_direction}, o.date {_direction}, o.message_id {_direction}
            LIMIT $2 + $3
        ), others AS MATERIALIZED (
            SELECT m.id, m.date
            FROM messages m
            WHERE m.user_id = $1 AND (SELECT count(*) FROM scored) < $2 + $3 AND {_shown}{_conditions}{AndInLabel}{AfterOthers}
              AND NOT EXISTS (SELECT FROM message_priority o WHERE o.user_id = m.user_id AND o.message_id = m.id AND o.score IS NOT NULL)
            ORDER BY m.date {_direction}, m.id {_direction}
            LIMIT $2 + $3
        )
        SELECT {SummaryColumns.Sql}
        FROM (
            SELECT id, score, date FROM scored
            UNION ALL
            SELECT id, NULL, date FROM others
            ORDER BY score {_direction} NULLS LAST, date {_direction}, id {_direction}
            LIMIT $2 OFFSET $3
        ) page
        JOIN messages m ON m.user_id = $1 AND m.id = page.id
        ORDER BY page.score {_direction} NULLS LAST, page.date {_direction}, page.id {_direction}
        """;

    private string AfterScored => _after is null ? "" : _after.Score is null ? " AND false" : $" AND (o.score, o.date, o.message_id) {Beyond} ($14, $15, $16)";

    private string AfterOthers => _after is { Score: null } ? $" AND (m.date, m.id) {Beyond} ($15, $16)" : "";

    private string Beyond => filter.Ascending ? ">" : "<";

    private string CountByLabel() =>
        $"SELECT count(*) FROM messages m WHERE m.user_id = $1 AND {_shown}{_conditions} AND {InLabel}";

    private string AndInLabel => ByLabel ? $" AND {InLabel}" : "";

    private string InLabel =>
        $"m.id IN (SELECT p.message_id FROM labels l JOIN message_labels p ON p.user_id = l.user_id AND p.label_id = l.id WHERE l.user_id = $1{LabelCondition})";

    private static string? RoleOf(EmailFilter filter) => LabelRoles.Has(filter.Label) ? filter.Label : null;

    private static bool HidesTrash(EmailFilter filter, IReadOnlyList<NamedLabel> labels) =>
        !filter.IncludesTrash && !LabelRoles.IsTrash(RoleOf(filter)) && !labels.Any(label => LabelRoles.IsTrash(label.Role));

    private static string Conditions(EmailFilter filter, bool hidesTrash)
    {
        var sql = new StringBuilder();
        Append(filter.ConnectionId, " AND m.connection_id = $4");
        Append(filter.IsRead, " AND m.is_read = $7");
        Append(filter.IsStarred, " AND m.is_starred = $8");
        Append(filter.HasAttachments, " AND m.has_attachments = $9");
        Append(filter.From, " AND (m.from_email ILIKE $10 OR m.from_name ILIKE $10)");
        Append(filter.DateFrom, " AND m.date >= $11");
        Append(filter.DateTo, " AND m.date < $12");
        Append(filter.Category, InCategory);
        Append(hidesTrash ? NotInTrash : null, NotInTrash);
        return sql.ToString();

        void Append(object? criterion, string condition)
        {
            if (criterion is not null)
                sql.Append(condition);
        }
    }
}
