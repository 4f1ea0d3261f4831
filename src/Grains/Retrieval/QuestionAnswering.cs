using EmailAgent.Grains.Access;
using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Answers questions from mail by passages that are literally in it, found by words and by meaning.</summary>
internal sealed class QuestionAnswering(RetrievedMail mail, MailSearch search, IMessageEmbedder embedder, TimeProvider time)
{
    private const string Extractive = "extractive";
    private const string NotFound = "This is not in your mail.";
    private const string Widened = "Nothing from the sender or the time that the question names answers it, so all mail was considered.";
    private const int MostMessages = 24;
    private const int AtOnce = 4;

    // Each question compares passages on a thread of the pool.
    private readonly FairGate _gate = new(AtOnce, placesPerUser: 1);

    /// <summary>Answers a question. If the conditions that it names itself leave no answer, all mail that the filters allow is considered.</summary>
    public async Task<Outcome<RagAnswer>> AnswerAsync(Visibility visible, RagQueryRequest request, CancellationToken cancellationToken)
    {
        using var place = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken);
        var (filters, refusal) = RagConditions.OfFilters(request.Filters);
        if (filters is null)
            return refusal!;
        if (await mail.ResolveAsync(visible, filters, cancellationToken) is not { Query: { } resolved })
            return new Problem(ProblemCodes.Invalid, "There is no such label.", "filters.label");

        var now = time.GetUtcNow();
        var question = QuestionReader.Read(request.Query, now);
        var found = await TryAsync(visible, question, new AllOf([resolved, RagConditions.OfQuestion(question)]), cancellationToken);
        var isWidened = false;
        if (found.Answer.Text is null && question.HasConditions)
        {
            found = await TryAsync(visible, QuestionReader.ReadWords(request.Query, now), resolved, cancellationToken);
            isWidened = found.Answer.Text is not null;
        }

        var copied = await search.CountAsync(visible, cancellationToken);
        var note = isWidened ? Widened : RetrievalNotes.OfCoverage(found.Messages.Vectors, copied);
        return new RagAnswer(
            found.Answer.Text ?? NotFound,
            found.Answer.Text is not null,
            [.. found.Answer.Citations.Select(citation => new RagCitation(Ids.Format(citation.MessageId), citation.Quote, citation.Start, citation.Score))],
            found.Messages.Vectors,
            Extractive,
            found.Messages.Mode,
            note);
    }

    private async Task<(MailAnswer Answer, RetrievedMessages Messages)> TryAsync(
        Visibility visible, MailQuestion question, SearchNode filter, CancellationToken cancellationToken)
    {
        var query = new RetrievalQuery(question.Text, RagConditions.WordsOf(question), filter, Place: null);
        var messages = await mail.FindAsync(visible, query, SearchModes.Hybrid, cancellationToken);
        var ranked = question.Terms.Count == 0 ? messages.Messages : ThreadRanking.Rerank(messages.Messages);
        var sources = await mail.ReadSourcesAsync(visible, [.. ranked.Take(MostMessages).Select(message => message.MessageId)], cancellationToken);
        var byMeaning = messages.Mode == SearchModes.Text ? null : (Func<IReadOnlyList<string>, IReadOnlyList<float>>)(quotes => Compare(question, quotes, cancellationToken));
        var answer = await Task.Run(() => ExtractiveAnswers.Answer(question, sources, byMeaning), cancellationToken);
        return (Checked(answer, sources), messages);
    }

    private List<float> Compare(MailQuestion question, IReadOnlyList<string> quotes, CancellationToken cancellationToken)
    {
        var vectors = embedder.Embed([question.Text, .. quotes], cancellationToken);
        return [.. vectors.Skip(1).Select(vector => EmbeddingVector.Similarity(vectors[0], vector))];
    }

    // Whatever made an answer: one with a quote that is not in the mail is none.
    private static MailAnswer Checked(MailAnswer answer, IReadOnlyList<AnswerSource> sources)
    {
        var texts = sources.ToDictionary(source => source.MessageId, source => source.Text);
        return answer.Citations.All(citation => texts.TryGetValue(citation.MessageId, out var text) && AnswerSupport.IsLiteral(text, citation)) ? answer : MailAnswer.None;
    }
}
