using EmailAgent.Grains.Access;
using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Search by meaning, or by words and meaning together. Where that is not possible, the answer is that of the words, with a note.</summary>
internal sealed class MeaningSearch(RetrievedMail mail, MailSearch words, TimeProvider time)
{
    /// <summary>The searches of one user that run at a time. Others wait.</summary>
    public const int AtOncePerUser = 2;

    private const int AtOnce = 4;

    // Each search computes a vector on a thread of the pool, and has the database read all vectors of the user.
    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    public async Task<Outcome<SearchResults>> SearchAsync(Visibility visible, SearchRequest request, CancellationToken cancellationToken)
    {
        using var place = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken);
        var parsed = SearchQueryParser.Parse(request.Query, time.GetUtcNow());
        if (parsed.Query is { } query)
            parsed = await mail.ResolveAsync(visible, query, cancellationToken);
        if (parsed.Query is not { } named)
            return Refusal(parsed.Error!);
        var meaning = SearchMeaning.Of(named);
        var found = await mail.FindAsync(visible, new RetrievalQuery(meaning.Text, meaning.Words, meaning.Filter, request.Place), request.Mode, cancellationToken);
        return found.Mode == SearchModes.Text
            ? await SearchWordsAsync(visible, request, found, meaning, cancellationToken)
            : await AnswerAsync(visible, request, found, named, cancellationToken);
    }

    private static Problem Refusal(SearchSyntaxError error) => new(ProblemCodes.Invalid, error.Message, "q");

    private async Task<Outcome<SearchResults>> SearchWordsAsync(
        Visibility visible, SearchRequest request, RetrievedMessages found, SearchMeaning meaning, CancellationToken cancellationToken)
    {
        var outcome = await words.SearchAsync(visible, request with { ByRelevance = true }, cancellationToken);
        if (outcome.Page is not { } page)
            return Refusal(outcome.Error!);
        var note = meaning.Words.Count == 0
            ? "The query has no plain words whose meaning could be compared; it was answered by its conditions."
            : "No mail can be compared by meaning yet; the query was answered by its words.";
        return new SearchResults(
            page.Items, page.Total, request.PageNumber, request.PageSize, page.Coverage, page.TotalIsAtLeast, SearchModes.Text, note, found.Vectors);
    }

    private async Task<Outcome<SearchResults>> AnswerAsync(
        Visibility visible, SearchRequest request, RetrievedMessages found, SearchNode query, CancellationToken cancellationToken)
    {
        var offset = (long)(request.PageNumber - 1) * request.PageSize;
        List<RankedMessage> page = offset >= found.Messages.Count ? [] : [.. found.Messages.Skip((int)offset).Take(request.PageSize)];
        var scores = page.ToDictionary(message => Ids.Format(message.MessageId), message => message.Score);
        var best = found.Mode == SearchModes.Hybrid && found.Messages.Count > 0 ? found.Messages[0].Score : 1;
        var hits = await mail.ReadHitsAsync(visible, [.. page.Select(message => message.MessageId)], query, cancellationToken);
        var coverage = await words.CountAsync(visible, cancellationToken);
        return new SearchResults(
            [.. hits.Select(hit => hit with { Score = Math.Round(Math.Clamp(scores[hit.Email.Id] / best, 0, 1), 4) })],
            found.Messages.Count,
            request.PageNumber,
            request.PageSize,
            coverage,
            found.IsCut,
            found.Mode,
            RetrievalNotes.OfCoverage(found.Vectors, coverage),
            found.Vectors);
    }
}
