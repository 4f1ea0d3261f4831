using EmailAgent.Grains.Access;
using EmailAgent.Grains.Search;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.SavedSearches;

/// <summary>
/// The numbers of unread messages that queries match, counted as <see cref="MailSearch"/> counts the total of a search: for one list of a user at a
/// time, and for a few users.
/// </summary>
internal sealed class UnreadCounter(NpgsqlDataSource database, TimeProvider time)
{
    private const int AtOnce = 8;
    private const int AtOncePerUser = 1;

    private static readonly UnreadCount None = new(null, IsAtLeast: false);

    // A list takes as long as a hundred searches, and clients request it after each event.
    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    /// <summary>Counts for each query, up to <see cref="SearchSql.CountLimit"/>, without trash and spam unless the query names them.</summary>
    public async Task<IReadOnlyList<UnreadCount>> CountAsync(Visibility visible, IReadOnlyList<string> queries, CancellationToken cancellationToken)
    {
        if (queries.Count == 0)
            return [];
        using var place = await _gate.EnterAsync(visible.UserId, isUrgent: false, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var counts = new List<UnreadCount>(queries.Count);
        foreach (var query in queries)
            counts.Add(await CountAsync(connection, visible, query, cancellationToken).ConfigureAwait(false));
        return counts;
    }

    private async Task<UnreadCount> CountAsync(NpgsqlConnection connection, Visibility visible, string text, CancellationToken cancellationToken)
    {
        if (SearchQueryParser.Parse(text, time.GetUtcNow()).Query is not { } parsed)
            return None;
        if ((await SearchNames.ResolveAsync(connection, visible, parsed, cancellationToken).ConfigureAwait(false)).Query is not { } named)
            return None;
        var unread = new AllOf([new PropertyTerm(MessageProperty.Read, Value: false), SearchPlaces.Confine(named, place: null)]);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new SearchSql(visible, unread, limit: 1, offset: 0).Count());
        var count = (long)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        return new UnreadCount(Math.Min(count, SearchSql.CountLimit), count > SearchSql.CountLimit);
    }
}
