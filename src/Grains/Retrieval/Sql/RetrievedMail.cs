using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Search.Highlights;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Finds messages by words and by meaning, and makes one ranking of both.</summary>
internal sealed class RetrievedMail(NpgsqlDataSource database, IMessageEmbedder embedder)
{
    /// <summary>The messages that each of the two rankings has at most.</summary>
    public const int Limit = 200;

    private const int Few = 20;

    // What a snippet is chosen from, and an answer.
    private const int TextLength = 20_000;

    /// <summary>Finds messages. Without vectors the mode is <see cref="SearchModes.Text"/>.</summary>
    public async Task<RetrievedMessages> FindAsync(Visibility visible, RetrievalQuery query, string mode, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var vectors = await VectorStore.CountAsync(connection, visible, embedder.Model, cancellationToken).ConfigureAwait(false);
        var used = vectors.Indexed == 0 || query.Text.Length == 0 ? SearchModes.Text : mode;
        var byWords = used == SearchModes.Semantic ? [] : await FindByWordsAsync(connection, visible, query, cancellationToken).ConfigureAwait(false);
        var byMeaning = used == SearchModes.Text ? [] : await FindByMeaningAsync(connection, visible, query, cancellationToken).ConfigureAwait(false);
        var messages = used == SearchModes.Hybrid ? RankFusion.Fuse(byWords, byMeaning) : used == SearchModes.Semantic ? byMeaning : byWords;
        return new RetrievedMessages(messages, used, vectors, byWords.Count == Limit || byMeaning.Count == Limit);
    }

    /// <summary>Resolves the names in a query, as of <see cref="SearchNames"/>.</summary>
    public async Task<ParsedSearch> ResolveAsync(Visibility visible, SearchNode query, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await SearchNames.ResolveAsync(connection, visible, query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a page of hits in the order of their ids, with the matches of a query marked.</summary>
    public async Task<IReadOnlyList<SearchHit>> ReadHitsAsync(Visibility visible, IReadOnlyList<Guid> ids, SearchNode marked, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {SummaryColumns.Sql}, left(b.body_text, {TextLength})
            FROM unnest($2) WITH ORDINALITY AS page (id, place)
            JOIN messages m ON m.user_id = $1 AND m.id = page.id
            JOIN message_bodies b ON b.user_id = $1 AND b.message_id = page.id
            ORDER BY page.place
            """;
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(visible.UserId).With<Guid[]>([.. ids]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await new HitReader(marked).ReadAllAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the texts of messages in the order of their ids.</summary>
    public async Task<IReadOnlyList<AnswerSource>> ReadSourcesAsync(Visibility visible, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT m.id, m.thread_id, m.date, concat_ws(' ', m.from_name, m.from_email), m.subject, left(b.body_text, $3)
            FROM unnest($2) WITH ORDINALITY AS page (id, place)
            JOIN messages m ON m.user_id = $1 AND m.id = page.id
            JOIN message_bodies b ON b.user_id = $1 AND b.message_id = page.id
            ORDER BY page.place
            """;
        return await database.ReadRowsAsync(
            new NpgsqlBatchCommand(Sql).With(visible.UserId).With<Guid[]>([.. ids]).With(TextLength),
            row => new AnswerSource(
                row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), row.GetString(5)),
            cancellationToken).ConfigureAwait(false);
    }

    // Messages with all words come first. Where these are few, as for most questions, messages with any of them follow.
    private static async Task<IReadOnlyList<RankedMessage>> FindByWordsAsync(
        NpgsqlConnection connection, Visibility visible, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var found = await FindAsync(connection, visible, query, new AllOf(query.Words), cancellationToken).ConfigureAwait(false);
        if (found.Count >= Few || query.Words.Count < 2)
            return found;
        var others = await FindAsync(connection, visible, query, new AnyOf(query.Words), cancellationToken).ConfigureAwait(false);
        return [.. found.Concat(others).DistinctBy(message => message.MessageId).Take(Limit)];
    }

    private static async Task<List<RankedMessage>> FindAsync(
        NpgsqlConnection connection, Visibility visible, RetrievalQuery query, SearchNode words, CancellationToken cancellationToken)
    {
        var wanted = SearchPlaces.Confine(new AllOf([query.Filter, words]), query.Place);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new SearchSql(visible, wanted, Limit, offset: 0).BestIds());
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var found = new List<RankedMessage>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add(new RankedMessage(reader.GetGuid(0), reader.GetGuid(1), reader.GetDouble(2)));
        return found;
    }

    private async Task<IReadOnlyList<RankedMessage>> FindByMeaningAsync(
        NpgsqlConnection connection, Visibility visible, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var question = (await Task.Run(() => embedder.Embed([query.Text], cancellationToken), cancellationToken).ConfigureAwait(false))[0];
        var near = await NearestMail.FindAsync(connection, visible, query, embedder, question, Limit, cancellationToken).ConfigureAwait(false);
        return [.. near.Select(vector => new RankedMessage(vector.MessageId, vector.ThreadId, vector.Similarity))];
    }
}
