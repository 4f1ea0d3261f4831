using EmailAgent.Database;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Projects;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Reads the threads in which projects are found: the newest ones of people, without those that a user has taken out of projects.</summary>
internal static class ProjectThreads
{
    public const int Most = 2_000;

    private const int LongestText = 1_000;

    private const string Sql = """
        SELECT h.id, f.subject, left(b.body_text, $3), b.addresses::text, h.first_date, l.project_id,
               ARRAY (SELECT DISTINCT lower(x.from_email) FROM messages x WHERE x.user_id = $1 AND x.thread_id = h.id AND x.from_email <> '')
        FROM threads h
        CROSS JOIN LATERAL (
            SELECT m.id, m.subject, m.label_ids, m.connection_id FROM messages m WHERE m.user_id = $1 AND m.thread_id = h.id ORDER BY m.date, m.id LIMIT 1) f
        JOIN message_bodies b ON b.user_id = $1 AND b.message_id = f.id
        LEFT JOIN project_threads l ON l.user_id = $1 AND l.thread_id = h.id
        WHERE h.user_id = $1 AND h.last_date > $2
          AND (l.thread_id IS NULL OR l.project_id IS NOT NULL)
          AND NOT f.label_ids && ARRAY (SELECT x.id FROM labels x WHERE x.user_id = $1 AND x.role IN ('trash', 'junk', 'drafts'))
          AND NOT f.connection_id = ANY (ARRAY (SELECT d.id FROM connections d WHERE d.user_id = $1 AND d.status = 'deleting'))
          AND NOT EXISTS (
            SELECT FROM message_categories k
            WHERE k.user_id = $1 AND k.message_id = f.id AND k.category IN ('newsletter', 'notification', 'promotion', 'social', 'spam', 'receipt'))
        ORDER BY h.last_date DESC, h.id
        LIMIT $4
        """;

    /// <param name="since">Threads without newer mail are left out.</param>
    /// <param name="owner">The user's addresses, which are no people of threads.</param>
    public static async Task<IReadOnlyList<ThreadFacts>> ReadAsync(
        NpgsqlConnection connection, Guid userId, DateTimeOffset since, OwnerAddresses owner, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql).With(userId).With(since).With(LongestText).With((long)Most));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var threads = new List<ThreadFacts>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            threads.Add(Read(reader, owner));
        return threads;
    }

    private static ThreadFacts Read(NpgsqlDataReader row, OwnerAddresses owner)
    {
        var headers = HeaderJson.Read(row.GetString(3), "{}");
        var people = headers.To.Concat(headers.Cc).Select(address => address.Email.ToLowerInvariant())
            .Concat(row.GetFieldValue<string[]>(6))
            .Where(email => !owner.Contains(email) && !AutomaticSender.Is(email))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new ThreadFacts(
            row.GetGuid(0), row.GetString(1), row.GetString(2), [.. people], row.GetFieldValue<DateTimeOffset>(4), row.IsDBNull(5) ? null : row.GetGuid(5));
    }
}
