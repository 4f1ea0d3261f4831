namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Scores passages for a question by the words of it that they contain, and by the kind of fact that it asks for.</summary>
internal static class PassageScorer
{
    // Words of the message around a passage count, but a passage without any of its own supports nothing.
    private const double SubjectShare = 0.6;
    private const double NeighborShare = 0.3;
    private const double FactBonus = 0.25;
    private const double RankBonus = 0.2;
    private const double QuestionShare = 0.6;
    private const double ShortShare = 0.6;
    private const int ShortWords = 4;
    private const int TermsForOneMissing = 3;

    /// <summary>Scores all passages of messages.</summary>
    /// <param name="sources">The messages, best first.</param>
    /// <returns>In the order of the messages and their texts.</returns>
    public static IReadOnlyList<ScoredPassage> Score(MailQuestion question, IReadOnlyList<AnswerSource> sources)
    {
        var cut = sources.Select(source => (Source: source, Passages: PassageCutter.Cut(source.Text)))
            .Select(message => (message.Source, message.Passages, Stems: message.Passages.Select(passage => StemsOf(message.Source, passage)).ToList()))
            .ToList();
        var weights = new TermWeights(question.Terms, [.. cut.SelectMany(message => message.Stems)]);
        var scored = new List<ScoredPassage>();
        for (var rank = 0; rank < cut.Count; rank++)
        {
            var (source, passages, stems) = cut[rank];
            var around = TermScanner.Scan($"{source.Subject} {source.Sender}").Select(term => term.Stem).ToHashSet();
            for (var i = 0; i < passages.Count; i++)
            {
                var support = Support(question, weights, stems, i, around);
                scored.Add(new ScoredPassage(source, passages[i], stems[i], support * Factor(question, source, passages[i], stems[i], rank), support));
            }
        }

        return scored;
    }

    private static double Support(MailQuestion question, TermWeights weights, List<HashSet<string>> stems, int at, HashSet<string> around)
    {
        var own = weights.Share(stems[at].Contains);
        if (own == 0 || LacksTooMuch(question, term => stems[at].Contains(term) || around.Contains(term) || IsBeside(stems, at, term)))
            return 0;
        var subject = weights.Share(term => !stems[at].Contains(term) && around.Contains(term));
        var neighbors = weights.Share(term => !stems[at].Contains(term) && !around.Contains(term) && IsBeside(stems, at, term));
        return own + (SubjectShare * subject) + (NeighborShare * neighbors);
    }

    // Of one or two words none may be missing, and never a name.
    private static bool LacksTooMuch(MailQuestion question, Func<string, bool> isThere) =>
        question.Terms.Count(term => !isThere(term)) > question.Terms.Count / TermsForOneMissing || !question.Names.All(isThere);

    private static bool IsBeside(List<HashSet<string>> stems, int at, string term) =>
        (at > 0 && stems[at - 1].Contains(term)) || (at + 1 < stems.Count && stems[at + 1].Contains(term));

    private static double Factor(MailQuestion question, AnswerSource source, Passage passage, HashSet<string> stems, int rank)
    {
        var text = source.Text.AsSpan(passage.Start, passage.Length);
        var factor = 1 + (RankBonus / (rank + 1));
        if (question.Kind != AnswerKind.Anything && FactSigns.Include(question.Kind, text))
            factor += FactBonus;
        if (text[^1] == '?')
            factor *= QuestionShare;
        return stems.Count < ShortWords ? factor * ShortShare : factor;
    }

    private static HashSet<string> StemsOf(AnswerSource source, Passage passage) =>
        [.. TermScanner.Scan(source.Text.Substring(passage.Start, passage.Length)).Select(term => term.Stem)];
}
