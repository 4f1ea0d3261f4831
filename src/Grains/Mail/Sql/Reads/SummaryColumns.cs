using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Mail.Reads;

/// <summary>The columns of a <see cref="EmailSummary"/>, and the conversion from a row.</summary>
internal static class SummaryColumns
{
    /// <summary>The columns of <c>messages m</c>, and of what the analysis found of them.</summary>
    public const string Sql = """
        m.id, m.thread_id, m.connection_id, m.subject, m.from_email, m.from_name, m.preview, m.date, m.is_read, m.is_starred, m.has_attachments, m.label_ids,
        (SELECT o.score FROM message_priority o WHERE o.user_id = m.user_id AND o.message_id = m.id),
        (SELECT k.category FROM message_categories k WHERE k.user_id = m.user_id AND k.message_id = m.id)
        """;

    /// <summary>The number of columns; further columns of a query follow them.</summary>
    public const int Count = 14;

    /// <summary>
    /// A condition on <c>messages m</c> with the user id as first parameter: the mail of a connection that is being deleted disappears for
    /// its owner at once. It is a CASE because the planner would expect <c>&lt;&gt; ALL</c> to select very few rows, and would sort all
    /// mail instead of reading the head of an index.
    /// </summary>
    public const string NotDeleting =
        "CASE WHEN m.connection_id = ANY (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting')) THEN false ELSE true END";

    public static EmailSummary Read(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)),
        Ids.Format(row.GetGuid(1)),
        Ids.Format(row.GetGuid(2)),
        row.GetString(3),
        row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetBoolean(8),
        row.GetBoolean(9),
        row.GetBoolean(10),
        row.IsDBNull(12) ? null : row.GetFloat(12),
        Array.ConvertAll(row.GetFieldValue<Guid[]>(11), Ids.Format),
        row.GetStringOrNull(13));

    public static async Task<List<EmailSummary>> ReadAllAsync(NpgsqlDataReader reader, int capacity, CancellationToken cancellationToken)
    {
        var items = new List<EmailSummary>(capacity);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            items.Add(Read(reader));
        return items;
    }
}
