using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.Search.Queries;
using EmailAgent.Search;
using EmailAgent.Search.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.Search;

/// <summary>The statements of a search. All begin with the same parameters: user, limit, offset, then those of the query.</summary>
internal sealed class SearchSql
{
    /// <summary>The number at which counting stops.</summary>
    public const int CountLimit = 1000;

    /// <summary>The column of the body, after the summary's columns.</summary>
    public const int BodyColumn = SummaryColumns.Count;

    /// <summary>The column of <see cref="RecentPage"/> with the number of matches among the newest mail.</summary>
    public const int RecentCountColumn = SummaryColumns.Count + 1;

    // By relevance the newest matches compete: ranking reads each one's document.
    private const int RankedCandidates = 500;

    // What a snippet is chosen from.
    private const int SnippetSource = 20_000;

    private readonly SearchNode _query;
    private readonly List<NpgsqlParameter> _parameters;
    private readonly string _matches;

    public SearchSql(Visibility visible, SearchNode query, int limit, int offset)
    {
        _query = query;
        _parameters =
        [
            new NpgsqlParameter<Guid> { TypedValue = visible.UserId },
            new NpgsqlParameter<long> { TypedValue = limit },
            new NpgsqlParameter<long> { TypedValue = offset },
        ];
        var condition = SearchCondition.Compile(query, _parameters);
        _matches = $"""
            FROM message_documents d
            WHERE d.user_id = $1
              AND CASE WHEN d.connection_id = ANY (ARRAY (SELECT c.id FROM connections c WHERE c.user_id = $1 AND c.status = 'deleting')) THEN false ELSE true END{visible.Only("d.connection_id")}
              {(condition is null ? "" : "AND " + condition)}
            """;
    }

    /// <summary>Counts the matches, up to one more than <see cref="CountLimit"/>.</summary>
    // Materialized, it is planned for all rows, by the full-text index; being read no further than the limit, it stops there.
    public NpgsqlBatchCommand Count() => Command($"""
        WITH hits AS MATERIALIZED (
            SELECT 1
            {_matches}
        )
        SELECT count(*) FROM (SELECT FROM hits LIMIT {CountLimit + 1}) counted
        """);

    /// <summary>Selects the newest matches among the user's newest mail, and their number there.</summary>
    public NpgsqlBatchCommand RecentPage() => Command($"""
        WITH hits AS MATERIALIZED (
            SELECT d.message_id, d.date
            {_matches} AND d.document @@ {MonthLexeme.RecentSql}
        )
        {Page("""
            SELECT message_id, date, 0 AS rank
            FROM hits
            ORDER BY date DESC, message_id DESC
            LIMIT $2 OFFSET $3
            """, ", (SELECT count(*) FROM hits)")}
        """);

    /// <summary>Selects the newest matches.</summary>
    public NpgsqlBatchCommand NewestPage() => Command(Page(Newest()));

    /// <summary>Selects the best matches among the newest.</summary>
    public NpgsqlBatchCommand BestPage()
    {
        var (hits, rank) = Best();
        return Command(Page(hits), rank);
    }

    /// <summary>Selects the ids, the threads and the ranks of the best matches among the newest, best first.</summary>
    public NpgsqlBatchCommand BestIds()
    {
        var (hits, rank) = Best();
        return Command(
            $"""
            SELECT page.message_id, m.thread_id, page.rank::float8
            FROM (
                {hits}
            ) page
            JOIN messages m ON m.user_id = $1 AND m.id = page.message_id
            ORDER BY page.rank DESC, page.date DESC, page.message_id DESC
            """,
            rank);
    }

    private (string Hits, NpgsqlParameter[] Rank) Best()
    {
        if (RankQuery() is not { } rank)
            return (Newest(), []);

        var number = _parameters.Count + 1;
        var hits = $"""
            SELECT h.message_id, h.date, ts_rank(r.document, ${number}, 1) AS rank
            FROM (
                SELECT d.message_id, d.date
                {_matches}
                ORDER BY d.date DESC, d.message_id DESC
                LIMIT {RankedCandidates}
            ) h
            JOIN message_documents r ON r.user_id = $1 AND r.message_id = h.message_id
            ORDER BY rank DESC, h.date DESC, h.message_id DESC
            LIMIT $2 OFFSET $3
            """;
        return (hits, [new NpgsqlParameter<NpgsqlTsQuery> { TypedValue = rank }]);
    }

    private string Newest() => $"""
        SELECT d.message_id, d.date, 0 AS rank
        {_matches}
        ORDER BY d.date DESC, d.message_id DESC
        LIMIT $2 OFFSET $3
        """;

    private static string Page(string hits, string moreColumns = "") => $"""
        SELECT {SummaryColumns.Sql}, left(b.body_text, {SnippetSource}){moreColumns}
        FROM (
            {hits}
        ) page
        JOIN messages m ON m.user_id = $1 AND m.id = page.message_id
        JOIN message_bodies b ON b.user_id = $1 AND b.message_id = page.message_id
        ORDER BY page.rank DESC, page.date DESC, page.message_id DESC
        """;

    private NpgsqlTsQuery? RankQuery() => SearchTerms.Positive(_query)
        .Select(TsQuery.OfTerm)
        .Where(text => text is not null)
        .Aggregate((NpgsqlTsQuery?)null, (left, right) => left is null ? right : new NpgsqlTsQueryOr(left, right!));

    private NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> more)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter.Clone());
        foreach (var parameter in more)
            command.Parameters.Add(parameter);
        return command;
    }
}
