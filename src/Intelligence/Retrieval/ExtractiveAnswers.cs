namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Answers questions without a language model, by the passages that support an answer most.</summary>
internal static class ExtractiveAnswers
{
    /// <summary>The maximum number of passages that the similarity of meaning ranks again.</summary>
    public const int MostCandidates = 16;

    private const int MostCitations = 3;

    // Of the score of the best: what is much worse only dilutes the answer.
    private const double LeastOfBest = 0.6;
    private const double SameWords = 0.7;
    private const double SimilarityBonus = 0.5;

    /// <summary>Answers a question.</summary>
    /// <param name="sources">The messages, best first.</param>
    /// <param name="similarities">
    /// Returns the similarity of meaning of each quote to the question, from 0 to 1; null to compare words only. It ranks, and never makes up for words that are
    /// missing. Called at most once, with at most <see cref="MostCandidates"/> quotes.
    /// </param>
    public static MailAnswer Answer(
        MailQuestion question, IReadOnlyList<AnswerSource> sources, Func<IReadOnlyList<string>, IReadOnlyList<float>>? similarities = null)
    {
        var candidates = question.Terms.Count > 0 ? Supported(question, sources) : question.HasConditions ? Leads(sources) : [];
        if (candidates.Count == 0)
            return MailAnswer.None;
        var ranked = similarities is null ? candidates : Rerank(candidates, similarities);
        return Compose(Pick(question.IsNewest ? OfNewest(ranked) : ranked));
    }

    private static List<ScoredPassage> Supported(MailQuestion question, IReadOnlyList<AnswerSource> sources) =>
    [
        .. PassageScorer.Score(question, sources).Where(passage => AnswerSupport.IsEnough(question, passage))
            .OrderByDescending(passage => passage.Score).ThenByDescending(passage => passage.Source.Date).Take(MostCandidates),
    ];

    // A question that only names a time or a sender is answered by the beginnings of the messages.
    private static List<ScoredPassage> Leads(IReadOnlyList<AnswerSource> sources)
    {
        var leads = new List<ScoredPassage>();
        foreach (var source in sources.Take(MostCitations))
        {
            foreach (var passage in PassageCutter.Cut(source.Text))
            {
                var stems = TermScanner.Meaningful(source.Text.Substring(passage.Start, passage.Length));
                if (stems.Count < AnswerSupport.LeastWordsOfLead)
                    continue;
                leads.Add(new ScoredPassage(source, passage, stems.ToHashSet(), 1, 1));
                break;
            }
        }

        return leads;
    }

    private static List<ScoredPassage> Rerank(List<ScoredPassage> candidates, Func<IReadOnlyList<string>, IReadOnlyList<float>> similarities)
    {
        var found = similarities([.. candidates.Select(candidate => candidate.Quote)]);
        return [.. candidates.Select((candidate, i) => candidate with { Score = candidate.Score * (1 + (SimilarityBonus * Math.Clamp(found[i], 0, 1))) })
            .OrderByDescending(candidate => candidate.Score)];
    }

    private static List<ScoredPassage> OfNewest(List<ScoredPassage> candidates)
    {
        var newest = candidates.Where(candidate => candidate.Score >= LeastOfBest * candidates[0].Score).MaxBy(candidate => candidate.Source.Date)!;
        return candidates.FindAll(candidate => candidate.Source.MessageId == newest.Source.MessageId);
    }

    private static List<ScoredPassage> Pick(List<ScoredPassage> candidates)
    {
        var picked = new List<ScoredPassage>();
        foreach (var candidate in candidates)
        {
            if (picked.Count == MostCitations || candidate.Score < LeastOfBest * candidates[0].Score)
                break;
            if (!picked.Exists(other => AreAlike(other, candidate)))
                picked.Add(candidate);
        }

        return picked;
    }

    private static bool AreAlike(ScoredPassage one, ScoredPassage other)
    {
        var common = one.Stems.Count(other.Stems.Contains);
        return common >= SameWords * Math.Min(one.Stems.Count, other.Stems.Count);
    }

    private static MailAnswer Compose(List<ScoredPassage> picked)
    {
        var citations = picked.Select(passage => new AnswerCitation(passage.Source.MessageId, passage.Quote, passage.Passage.Start, Math.Round(Math.Min(1, passage.Support), 3)))
            .ToList();
        return new MailAnswer(string.Join(' ', citations.Select((citation, i) => $"{OnOneLine(citation.Quote)} [{i + 1}]")), citations);
    }

    private static string OnOneLine(string quote) => string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
