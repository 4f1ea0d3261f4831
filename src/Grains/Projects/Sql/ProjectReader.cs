using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Intelligence.Summaries;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Reads projects, and what belongs to them.</summary>
internal sealed class ProjectReader(NpgsqlDataSource database, TimeProvider time)
{
    private const int SummarizedMessages = 30;

    // Mail that the user sees in the project.
    private const string MailOf = $"""
        messages m
        JOIN project_threads l ON l.user_id = m.user_id AND l.thread_id = m.thread_id
        WHERE m.user_id = $1 AND l.project_id = $2 AND {SummaryColumns.NotDeleting}
          AND NOT m.label_ids && ARRAY (SELECT x.id FROM labels x WHERE x.user_id = $1 AND x.role IN ('trash', 'junk', 'drafts'))
        """;

    private const string ListSql = $"""
        SELECT {ProjectColumns.Sql}, {ProjectColumns.Numbers}
        FROM projects p
        WHERE p.user_id = $1 AND (cardinality($2) = 0 OR p.status = ANY ($2))
        ORDER BY {ProjectColumns.LastActivity} DESC, p.id
        LIMIT $3 OFFSET $4
        """;

    private const string CountSql = "SELECT count(*) FROM projects p WHERE p.user_id = $1 AND (cardinality($2) = 0 OR p.status = ANY ($2))";

    private const string EmailsSql = $"""
        SELECT {SummaryColumns.Sql}, l.is_manual, l.reason_codes, l.reason_words
        FROM {MailOf}
        ORDER BY m.date DESC, m.id DESC
        LIMIT $3 OFFSET $4
        """;

    private const string MembersSql = $"""
        SELECT lower(m.from_email), (array_agg(m.from_name ORDER BY m.date DESC) FILTER (WHERE m.from_name IS NOT NULL))[1], count(*)::int,
               lower(m.from_email) = ANY (ARRAY (
                   SELECT lower(c.email) FROM connections c WHERE c.user_id = $1 UNION SELECT i.email_key FROM mail_identities i WHERE i.user_id = $1))
        FROM {MailOf} AND m.from_email <> ''
        GROUP BY 1
        ORDER BY 3 DESC, 1
        LIMIT 50
        """;

    private const string WeeksSql = $"""
        WITH weeks AS (
            SELECT date_trunc('week', $3::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - w * interval '7 days' AS start FROM generate_series(11, 0, -1) AS w
        )
        SELECT weeks.start,
               (SELECT count(*) FROM {MailOf} AND m.date >= weeks.start AND m.date < weeks.start + interval '7 days')::int,
               (SELECT count(*) FROM tasks k WHERE k.user_id = $1 AND k.project_id = $2 AND k.completed_at >= weeks.start AND k.completed_at < weeks.start + interval '7 days')::int
        FROM weeks
        ORDER BY weeks.start
        """;

    /// <summary>Reads a page of projects, the last active first.</summary>
    public async Task<Page<ListedProject>> ListAsync(Guid userId, string[] statuses, int page, int pageSize, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = new NpgsqlBatchCommand(ListSql).With(userId).With(statuses).With((long)pageSize).With((page - 1L) * pageSize);
        var projects = await database.ReadRowsAsync(query, row => ProjectColumns.ReadListed(row, now), cancellationToken).ConfigureAwait(false);
        var total = await database.ReadRowsAsync(new NpgsqlBatchCommand(CountSql).With(userId).With(statuses), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return new Page<ListedProject>(projects, total.Single(), page, pageSize);
    }

    /// <returns>Null if there is no such project.</returns>
    public async Task<Project?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {ProjectColumns.Sql} FROM projects p WHERE p.user_id = $1 AND p.id = $2").With(userId).With(id);
        return (await database.ReadRowsAsync(query, ProjectColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <returns>Null if there is no such project.</returns>
    public async Task<ProjectOverview?> ReadOverviewAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = Of($"SELECT {ProjectColumns.Sql}, {ProjectColumns.Numbers} FROM projects p WHERE p.user_id = $1 AND p.id = $2", userId, id);
        var listed = await database.ReadRowsAsync(query, row => ProjectColumns.ReadListed(row, now), cancellationToken).ConfigureAwait(false);
        if (listed is not [var project])
            return null;
        var members = await database.ReadRowsAsync(
            Of(MembersSql, userId, id), row => new ProjectMember(row.GetString(0), row.GetStringOrNull(1), row.GetInt32(2), row.GetBoolean(3)), cancellationToken).ConfigureAwait(false);
        var weeks = await database.ReadRowsAsync(
            Of(WeeksSql, userId, id).With(now), row => new ProjectWeek(row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetInt32(2)), cancellationToken).ConfigureAwait(false);
        return new ProjectOverview(project, await SummarizeAsync(userId, id, cancellationToken).ConfigureAwait(false), members, weeks);
    }

    /// <summary>Reads a page of the messages of a project, newest first.</summary>
    public async Task<Page<ProjectEmail>> ListEmailsAsync(Guid userId, Guid id, int page, int pageSize, CancellationToken cancellationToken)
    {
        var emails = await database.ReadRowsAsync(
            Of(EmailsSql, userId, id).With((long)pageSize).With((page - 1L) * pageSize), ReadEmail, cancellationToken).ConfigureAwait(false);
        var total = await database.ReadRowsAsync(Of($"SELECT count(*) FROM {MailOf}", userId, id), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return new Page<ProjectEmail>(emails, total.Single(), page, pageSize);
    }

    private async Task<IReadOnlyList<ProjectSentence>> SummarizeAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var newest = Of($"SELECT m.id FROM {MailOf} ORDER BY m.date DESC, m.id DESC LIMIT {SummarizedMessages}", userId, id);
        var ids = await database.ReadRowsAsync(newest, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var owner = await AnalyzedMail.ReadOwnerAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var messages = await AnalyzedMail.ReadAsync(connection, userId, ids, owner, cancellationToken).ConfigureAwait(false);
        return [.. Summarizer.Summarize([.. messages.Reverse()]).Select(sentence => new ProjectSentence(Ids.Format(sentence.MessageId), sentence.Quote, sentence.Start))];
    }

    private static NpgsqlBatchCommand Of(string sql, Guid userId, Guid id) => new NpgsqlBatchCommand(sql).With(userId).With(id);

    private static ProjectEmail ReadEmail(NpgsqlDataReader row)
    {
        var (codes, words) = (row.GetFieldValue<string[]>(SummaryColumns.Count + 1), row.GetFieldValue<string[]>(SummaryColumns.Count + 2));
        return new ProjectEmail(
            SummaryColumns.Read(row),
            row.GetBoolean(SummaryColumns.Count) ? ProjectSources.Person : ProjectSources.Detection,
            [.. codes.Zip(words, (code, sentence) => new ProjectLinkReason(code, sentence))]);
    }
}
