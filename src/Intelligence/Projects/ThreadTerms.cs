using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Projects;

/// <summary>The words of threads, weighted by how rare they are among all threads.</summary>
internal sealed class ThreadTerms
{
    private const double SubjectWeight = 2.5;
    private const int MostOfSubject = 40;
    private const int MostOfText = 80;
    private const int ShortestTerm = 3;
    private const double LargestShare = 0.2;
    private const int SmallestLimit = 6;

    private readonly Dictionary<string, int> _threads = new(StringComparer.Ordinal);
    private readonly int _count;

    public ThreadTerms(IReadOnlyList<ThreadFacts> threads)
    {
        _count = threads.Count;
        foreach (var thread in threads)
        {
            foreach (var term in Words(SubjectCore.Of(thread.Subject), MostOfSubject).Concat(Words(thread.Text, MostOfText)).Distinct(StringComparer.Ordinal))
                _threads[term] = _threads.GetValueOrDefault(term) + 1;
        }
    }

    /// <summary>Returns the terms of a thread with their weights, as a vector of the length 1; empty if all of its words are common, or of it alone.</summary>
    public Dictionary<string, double> Of(ThreadFacts thread)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in Words(thread.Text, MostOfText))
            weights[term] = Rarity(term);
        foreach (var term in Words(SubjectCore.Of(thread.Subject), MostOfSubject))
            weights[term] = Rarity(term) * SubjectWeight;
        foreach (var term in weights.Where(weight => weight.Value <= 0).Select(weight => weight.Key).ToList())
            weights.Remove(term);
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return weights.ToDictionary(weight => weight.Key, weight => weight.Value / length, StringComparer.Ordinal);
    }

    /// <summary>Returns the terms of a subject.</summary>
    public static HashSet<string> OfSubject(string subject) => [.. Words(SubjectCore.Of(subject), MostOfSubject)];

    /// <summary>Returns a term as the thread spells it.</summary>
    public static string Spelling(ThreadFacts thread, string term) => Find(thread.Subject, term) ?? Find(thread.Text, term) ?? term;

    private static string? Find(string text, string term)
    {
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(text);
        while (reader.Read(word) is > 0 and var length)
        {
            if (WordStems.Of(new string(word[..length])) == term)
                return text.Substring(reader.Start, reader.Length);
        }

        return null;
    }

    private double Rarity(string term)
    {
        var threads = _threads.GetValueOrDefault(term);
        return threads < 2 || threads > Math.Max(SmallestLimit, _count * LargestShare) ? 0 : Math.Log((_count + 1) / (threads + 0.5)) + 0.1;
    }

    private static HashSet<string> Words(string text, int most)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(text);
        while (words.Count < most && reader.Read(word) is > 0 and var length)
        {
            var read = word[..length];
            if (length < ShortestTerm || read.Contains('0'))
                continue;
            var stem = WordStems.Of(new string(read));
            if (!CommonWords.Include(stem))
                words.Add(stem);
        }

        return words;
    }
}
