using Npgsql;

namespace EmailAgent.Storage.Mail.Reads;

/// <summary>The columns of a <see cref="MailSummary"/>, and the way back from a row.</summary>
internal static class SummaryColumns
{
    /// <summary>Of <c>messages m</c>.</summary>
    public const string Sql = """
        m.id, m.thread_id, m.connection_id, m.subject, m.from_email, m.from_name, m.preview, m.date, m.is_read, m.is_starred, m.has_attachments, m.label_ids
        """;

    /// <summary>How many columns there are; further ones of a query come after them.</summary>
    public const int Count = 12;

    /// <summary>
    /// For a WHERE clause on <c>messages m</c> with the user id as first parameter: the mail of a connection that is being
    /// deleted is gone for its owner at once. As a CASE because the planner would expect <c>&lt;&gt; ALL</c> to let next to
    /// nothing through, and then sort all mail instead of reading the head of an index.
    /// </summary>
    public const string NotDeleting =
        "CASE WHEN m.connection_id = ANY (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting')) THEN false ELSE true END";

    public static MailSummary Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetGuid(2),
        row.GetString(3),
        row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetBoolean(8),
        row.GetBoolean(9),
        row.GetBoolean(10),
        row.GetFieldValue<Guid[]>(11));

    public static async Task<List<MailSummary>> ReadAllAsync(NpgsqlDataReader reader, int capacity, CancellationToken cancellationToken)
    {
        var items = new List<MailSummary>(capacity);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            items.Add(Read(reader));
        return items;
    }
}
