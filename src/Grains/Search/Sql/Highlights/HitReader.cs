using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Search;
using EmailAgent.Search.Highlights;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.Search.Highlights;

/// <summary>A reader of a search's page, which marks where the hits match.</summary>
internal sealed class HitReader
{
    private readonly Highlighter _subjects;
    private readonly Highlighter _bodies;

    public HitReader(SearchNode query)
    {
        var terms = SearchTerms.Positive(query).ToList();
        _subjects = new Highlighter(new TermMatcher(terms.Where(term => term.Field is FieldTag.None or FieldTag.Subject)));
        _bodies = new Highlighter(new TermMatcher(terms.Where(term => term.Field is FieldTag.None)));
    }

    public async Task<List<SearchHit>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            hits.Add(Read(reader));
        return hits;
    }

    /// <summary>Reads the hits among the newest mail, and their total number; 0 when the page has none.</summary>
    public async Task<(List<SearchHit> Hits, long Count)> ReadRecentAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            hits.Add(Read(reader));
            count = reader.GetInt64(SearchSql.RecentCountColumn);
        }

        return (hits, count);
    }

    private SearchHit Read(NpgsqlDataReader row)
    {
        var summary = SummaryColumns.Read(row);
        return new SearchHit(summary, _subjects.Whole(summary.Subject), _bodies.Best(row.GetString(SearchSql.BodyColumn)));
    }
}
