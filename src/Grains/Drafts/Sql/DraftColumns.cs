using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>The columns of <c>drafts</c>, and the row that they make.</summary>
internal static class DraftColumns
{
    /// <summary>The columns in the order in which <see cref="Read"/> reads them, of an alias <c>d</c>.</summary>
    public const string All = "d.content, " + Rest;

    /// <summary>The same without the content: for lists.</summary>
    public const string Listed = "NULL::text, " + Rest;

    /// <summary>The number of columns.</summary>
    public const int Count = 28;

    private const string Rest =
        """
        d.user_id, d.id, d.connection_id, d.is_foreign, d.subject, d.to_emails, d.preview, d.aliases::text, d.revision, d.announced, d.created_at, d.saved_at,
        d.mail_id, d.mail_revision, d.version, d.version_message_id, d.version_date, d.version_remote_id, d.version_size, d.written_at, d.error, d.copy_of,
        d.held_by, d.held_until, d.held_revision, d.deleted_at, d.replaced_id
        """;

    public static DraftRow Read(NpgsqlDataReader row) => new(row.GetGuid(1), row.GetGuid(2), row.GetGuid(3))
    {
        Content = row.GetStringOrNull(0),
        IsForeign = row.GetBoolean(4),
        Subject = row.GetString(5),
        ToEmails = row.GetFieldValue<string[]>(6),
        Preview = row.GetString(7),
        Aliases = row.GetString(8),
        Revision = row.GetInt64(9),
        Announced = row.GetInt64(10),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(11),
        SavedAt = row.GetFieldValue<DateTimeOffset>(12),
        MailId = GetGuidOrNull(row, 13),
        MailRevision = row.GetInt64(14),
        Version = row.GetInt64(15),
        VersionMessageId = row.GetStringOrNull(16),
        VersionDate = row.GetTimeOrNull(17),
        VersionRemoteId = row.GetStringOrNull(18),
        VersionSize = row.GetInt64(19),
        WrittenAt = row.GetTimeOrNull(20),
        Error = row.GetStringOrNull(21),
        CopyOf = GetGuidOrNull(row, 22),
        HeldBy = GetGuidOrNull(row, 23),
        HeldUntil = row.GetTimeOrNull(24),
        HeldRevision = row.IsDBNull(25) ? null : row.GetInt64(25),
        DeletedAt = row.GetTimeOrNull(26),
        ReplacedId = GetGuidOrNull(row, 27),
    };

    private static Guid? GetGuidOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
