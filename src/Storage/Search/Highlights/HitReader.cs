using EmailAgent.Storage.Mail.Reads;
using EmailAgent.Storage.Search.Queries;
using Npgsql;

namespace EmailAgent.Storage.Search.Highlights;

/// <summary>Turns the rows of a search's page into hits that show where they match.</summary>
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

    public async Task<List<MailSearchHit>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hits = new List<MailSearchHit>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            hits.Add(Read(reader));
        return hits;
    }

    /// <summary>Hits among the newest mail, and how many there are in all; 0 when the page has none.</summary>
    public async Task<(List<MailSearchHit> Hits, long Count)> ReadRecentAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hits = new List<MailSearchHit>();
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            hits.Add(Read(reader));
            count = reader.GetInt64(SearchSql.RecentCountColumn);
        }

        return (hits, count);
    }

    private MailSearchHit Read(NpgsqlDataReader row)
    {
        var summary = SummaryColumns.Read(row);
        return new MailSearchHit(summary, _subjects.Whole(summary.Subject), _bodies.Best(row.GetString(SearchSql.BodyColumn)));
    }
}
