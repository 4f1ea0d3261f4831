using EmailAgent.Intelligence.Requests;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Intelligence.Sentences;

namespace EmailAgent.Intelligence.Summaries;

/// <summary>Chooses the sentences that represent a message or a thread: those with its frequent words, its requests, and those of its latest messages.</summary>
internal static class Summarizer
{
    private const int MostChosen = 3;
    private const int MostMessages = 30;
    private const int MostOfMessage = 60;
    private const int LeastWords = 4;
    private const int MostWords = 60;
    private const double OfPurpose = 0.5;
    private const double OfBeginning = 0.25;
    private const double OfLatest = 0.5;
    private const double SameWords = 0.75;

    /// <summary>Returns up to three sentences in the order of the thread; none if no message has text of its author.</summary>
    /// <param name="thread">The messages, oldest first; of a long thread, the latest 30 count.</param>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<AnalyzedMessage> thread)
    {
        var latest = thread.Skip(Math.Max(0, thread.Count - MostMessages)).ToList();
        var candidates = latest.SelectMany((message, i) => Candidates(message, i)).ToList();
        var counts = candidates.SelectMany(candidate => candidate.Stems).CountBy(stem => stem).ToDictionary();
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(candidate => Score(candidate, counts, latest.Count)).ThenBy(candidate => candidate.Message).ThenBy(candidate => candidate.Place))
        {
            if (chosen.Count == MostChosen)
                break;
            if (!chosen.Exists(other => AreAlike(other, candidate)))
                chosen.Add(candidate);
        }

        return [.. chosen.OrderBy(candidate => candidate.Message).ThenBy(candidate => candidate.Sentence.Start).Select(candidate => new SummarySentence(latest[candidate.Message].Id, candidate.Quote, candidate.Sentence.Start))];
    }

    private static IEnumerable<Candidate> Candidates(AnalyzedMessage message, int index)
    {
        var place = 0;
        foreach (var sentence in SentenceCutter.Cut(message.Text).Take(MostOfMessage))
        {
            var quote = message.Text.Substring(sentence.Start, sentence.Length);
            var stems = TermScanner.Meaningful(quote);
            var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            if (words is >= LeastWords and <= MostWords && stems.Count > 0)
                yield return new Candidate(index, place++, sentence, quote, [.. stems], RequestClassifier.Classify(quote).Kind != SentenceKind.None);
        }
    }

    private static double Score(Candidate candidate, Dictionary<string, int> counts, int messages)
    {
        var frequent = candidate.Stems.Sum(stem => Math.Log(1 + counts[stem])) / Math.Sqrt(candidate.Stems.Count);
        return frequent * (1 + (candidate.HasPurpose ? OfPurpose : 0) + (candidate.Place == 0 ? OfBeginning : 0) + (OfLatest * (candidate.Message + 1) / messages));
    }

    private static bool AreAlike(Candidate one, Candidate other) => one.Stems.Count(other.Stems.Contains) > SameWords * Math.Min(one.Stems.Count, other.Stems.Count);

    /// <param name="Message">The index of its message.</param>
    /// <param name="Place">Its place among the candidates of the message.</param>
    private sealed record Candidate(int Message, int Place, Sentence Sentence, string Quote, HashSet<string> Stems, bool HasPurpose);
}
