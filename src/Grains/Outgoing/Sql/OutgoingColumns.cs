using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The columns of <c>outgoing</c>, and the row that they make.</summary>
internal static class OutgoingColumns
{
    /// <summary>The columns in the order in which <see cref="Read"/> reads them, of a table or an alias <c>o</c>.</summary>
    public const string All = "o.user_id, o.id, o.connection_id, o.created_by, o.state, o.message_id, o.sender, o.subject, o.recipients::text, " + Rest;

    /// <summary>The same with the first recipients only: for lists.</summary>
    public const string Listed =
        "o.user_id, o.id, o.connection_id, o.created_by, o.state, o.message_id, o.sender, o.subject, jsonb_path_query_array(o.recipients, '$[0 to 19]')::text, " + Rest;

    private const string Rest =
        """
        o.recipient_count, o.message_blob, o.copy_blob, o.size, o.created_at, o.due_at, o.first_due_at, o.undo_until, o.send_at, o.timezone,
        o.attempts, o.claim, o.uncertain_since, o.error, o.status, o.remote_id, o.sent_copy, o.copy_attempts, o.in_reply_to_id, o.thread_id,
        o.if_no_reply, o.draft_id, o.ended_at, o.replied_at, o.bounced_at, o.sent_at, o.maybe_sent
        """;

    public static OutgoingRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetGuid(2),
        row.GetGuid(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.GetString(7),
        RecipientJson.Read(row.GetString(8)),
        row.GetInt32(9),
        row.GetGuid(10),
        GetGuidOrNull(row, 11),
        row.GetInt64(12),
        row.GetFieldValue<DateTimeOffset>(13),
        row.GetFieldValue<DateTimeOffset>(14),
        row.GetFieldValue<DateTimeOffset>(15))
    {
        UndoUntil = row.GetTimeOrNull(16),
        SendAt = row.GetTimeOrNull(17),
        Timezone = row.GetStringOrNull(18),
        Attempts = row.GetInt32(19),
        Claim = GetGuidOrNull(row, 20),
        UncertainSince = row.GetTimeOrNull(21),
        Error = row.GetStringOrNull(22),
        Status = row.GetStringOrNull(23),
        RemoteId = row.GetStringOrNull(24),
        SentCopy = row.GetStringOrNull(25),
        CopyAttempts = row.GetInt32(26),
        InReplyToId = GetGuidOrNull(row, 27),
        ThreadId = GetGuidOrNull(row, 28),
        IfNoReply = row.GetBoolean(29),
        DraftId = GetGuidOrNull(row, 30),
        EndedAt = row.GetTimeOrNull(31),
        RepliedAt = row.GetTimeOrNull(32),
        BouncedAt = row.GetTimeOrNull(33),
        SentAt = row.GetTimeOrNull(34),
        MaybeSent = row.GetBoolean(35),
    };

    private static Guid? GetGuidOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
