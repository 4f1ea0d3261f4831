using EmailAgent.Database;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Intelligence;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>Reads stored messages in the form in which the analysis takes them.</summary>
internal static class AnalyzedMail
{
    /// <summary>A longer text is cut here, so that a single message cannot take a batch's memory.</summary>
    public const int LongestText = 200_000;

    private const string ReadSql = """
        SELECT m.id, m.connection_id, m.thread_id, m.date, m.subject, m.from_email, m.from_name, b.addresses::text, left(b.body_text, $3),
               ARRAY (SELECT l.role FROM labels l WHERE l.user_id = m.user_id AND l.id = ANY (m.label_ids) AND l.role IS NOT NULL),
               ARRAY (SELECT lower(f.content_type) FROM attachments f WHERE f.user_id = m.user_id AND f.message_id = m.id ORDER BY f.part, f.id),
               s.list_id, s.unsubscribe IS NOT NULL, coalesce(s.is_one_click, false), s.precedence, s.auto_submitted, s.is_authenticated, s.utc_offset
        FROM messages m
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        LEFT JOIN message_signals s ON s.user_id = m.user_id AND s.message_id = m.id
        WHERE m.user_id = $1 AND m.id = ANY ($2)
        ORDER BY m.date DESC, m.id DESC
        """;

    private const string OwnerSql = """
        SELECT lower(email) FROM connections WHERE user_id = $1
        UNION
        SELECT email_key FROM mail_identities WHERE user_id = $1
        """;

    /// <summary>Reads messages, newest first; those that are gone are left out.</summary>
    /// <param name="owner">The user's addresses, from <see cref="ReadOwnerAsync"/>.</param>
    public static async Task<IReadOnlyList<AnalyzedMessage>> ReadAsync(
        NpgsqlConnection connection, Guid userId, IReadOnlyCollection<Guid> ids, OwnerAddresses owner, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql).With(userId).With<Guid[]>([.. ids]).With(LongestText));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var messages = new List<AnalyzedMessage>(ids.Count);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            messages.Add(Read(reader, owner));
        return messages;
    }

    /// <summary>Reads the addresses of a user's mailboxes and of their identities.</summary>
    public static async Task<OwnerAddresses> ReadOwnerAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OwnerSql).With(userId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var emails = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            emails.Add(reader.GetString(0));
        return new OwnerAddresses(emails);
    }

    private static AnalyzedMessage Read(NpgsqlDataReader row, OwnerAddresses owner)
    {
        var headers = HeaderJson.Read(row.GetString(7), "{}");
        var from = new Person(row.GetStringOrNull(6), row.GetString(5).ToLowerInvariant());
        return new AnalyzedMessage
        {
            Id = row.GetGuid(0),
            MailboxId = row.GetGuid(1),
            ThreadId = row.GetGuid(2),
            Date = row.GetFieldValue<DateTimeOffset>(3).ToOffset(TimeSpan.FromMinutes(row.IsDBNull(17) ? 0 : row.GetInt16(17))),
            From = from,
            To = [.. headers.To.Select(ToPerson)],
            Cc = [.. headers.Cc.Select(ToPerson)],
            Subject = row.GetString(4),
            Text = row.GetString(8),
            IsSent = IsSent(row.GetFieldValue<string[]>(9), from, owner),
            AttachmentTypes = row.GetFieldValue<string[]>(10),
            Signals = new MessageSignals
            {
                ListId = row.GetStringOrNull(11),
                CanUnsubscribe = row.GetBoolean(12),
                CanUnsubscribeByOneClick = row.GetBoolean(13),
                Precedence = row.GetStringOrNull(14),
                AutoSubmitted = row.GetStringOrNull(15),
                IsAuthenticated = row.IsDBNull(16) ? null : row.GetBoolean(16),
            },
        };
    }

    // Anyone can name an address of the owner as the sender, so what came in is not the owner's.
    private static bool IsSent(string[] roles, Person from, OwnerAddresses owner) =>
        roles.Contains("sent") || (owner.Contains(from.Email) && !roles.Any(role => role is "inbox" or "junk"));

    private static Person ToPerson(EmailAddress address) => new(address.Name, address.Email.ToLowerInvariant());
}
