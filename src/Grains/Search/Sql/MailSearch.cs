using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.Search.Highlights;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.Search;

/// <summary>Full-text search in a user's mail, across all connections.</summary>
internal sealed class MailSearch(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Returns a page of matches with their snippets, their number, and the amount of searched mail.</summary>
    /// <remarks>
    /// The newest matches of a common word, and more than are counted, are among the newest mail, which is therefore searched first. For
    /// other words this costs next to nothing, and then all mail is searched.
    /// </remarks>
    /// <returns>An error where the query cannot be parsed or answered.</returns>
    public async Task<MailSearchOutcome> SearchAsync(Visibility visible, SearchRequest request, CancellationToken cancellationToken)
    {
        var parsed = SearchQueryParser.Parse(request.Query, time.GetUtcNow());
        if (parsed.Query is null)
            return new MailSearchOutcome(null, parsed.Error);

        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var resolved = await SearchNames.ResolveAsync(connection, visible, parsed.Query, cancellationToken).ConfigureAwait(false);
        if (resolved.Query is not { } named)
            return new MailSearchOutcome(null, resolved.Error);
        var offset = (request.PageNumber - 1) * request.PageSize;
        var query = SearchPlaces.Confine(named, request.Place);
        var sql = new SearchSql(visible, query, request.PageSize, offset);
        var hits = new HitReader(query);
        var (coverage, items, recent) = await ReadRecentAsync(connection, visible, request.ByRelevance ? null : sql, hits, cancellationToken).ConfigureAwait(false);
        var counted = recent;
        if (items.Count < request.PageSize || recent <= SearchSql.CountLimit)
        {
            var page = request.ByRelevance ? sql.BestPage() : items.Count < request.PageSize ? sql.NewestPage() : null;
            (counted, var found) = await ReadAllAsync(connection, sql.Count(), page, hits, cancellationToken).ConfigureAwait(false);
            items = found ?? items;
        }

        // Beyond the limit of the count, the page itself may know of more, or show the end.
        var isAtLeast = counted > SearchSql.CountLimit && (items.Count == 0 || items.Count == request.PageSize);
        if (!isAtLeast && counted > SearchSql.CountLimit)
            counted = offset + items.Count;
        var total = isAtLeast ? Math.Max(SearchSql.CountLimit, offset + items.Count) : counted;
        return new MailSearchOutcome(new MailSearchPage(items, total, isAtLeast, coverage), null);
    }

    /// <summary>Returns the amount of mail that is searched.</summary>
    public async Task<SearchCoverage> CountAsync(Visibility visible, CancellationToken cancellationToken) => (await dataSource.ReadRowsAsync(
        new NpgsqlBatchCommand(CoverageSql(visible)).With(visible.UserId), ReadCoverage, cancellationToken).ConfigureAwait(false))[0];

    private static SearchCoverage ReadCoverage(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2));

    private static string CoverageSql(Visibility visible) => $"""
        SELECT (SELECT coalesce(sum({ConnectionTotals.Messages}), 0)::bigint FROM connections c WHERE c.user_id = $1 AND c.status <> 'deleting'{visible.Only("c.id")}),
               (SELECT coalesce(sum(c.remote_total), 0)::bigint FROM connections c WHERE c.user_id = $1 AND c.status <> 'deleting'{visible.Only("c.id")}),
               (SELECT m.date FROM messages m WHERE m.user_id = $1{visible.Only("m.connection_id")} ORDER BY m.date, m.id LIMIT 1)
        """;

    private static async Task<(SearchCoverage Coverage, List<SearchHit> Items, long Count)> ReadRecentAsync(
        NpgsqlConnection connection, Visibility visible, SearchSql? sql, HitReader hits, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CoverageSql(visible)).With(visible.UserId));
        if (sql is not null)
            batch.BatchCommands.Add(sql.RecentPage());

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var coverage = ReadCoverage(reader);
        if (!await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            return (coverage, [], 0);

        var (items, count) = await hits.ReadRecentAsync(reader, cancellationToken).ConfigureAwait(false);
        return (coverage, items, count);
    }

    private static async Task<(long Count, List<SearchHit>? Items)> ReadAllAsync(
        NpgsqlConnection connection, NpgsqlBatchCommand count, NpgsqlBatchCommand? page, HitReader hits, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(count);
        if (page is not null)
            batch.BatchCommands.Add(page);

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var counted = reader.GetInt64(0);
        return (counted, await reader.NextResultAsync(cancellationToken).ConfigureAwait(false) ? await hits.ReadAllAsync(reader, cancellationToken).ConfigureAwait(false) : null);
    }
}
