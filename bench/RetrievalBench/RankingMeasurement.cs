using System.Diagnostics;
using System.Text.RegularExpressions;
using EmailAgent.Grains.Search;

namespace EmailAgent.RetrievalBench;

/// <summary>
/// How well each mode of search finds the messages of a thread by the words of its subject, which no message has: normalized discounted cumulative gain of
/// the first ten hits, and the time of a search.
/// </summary>
internal sealed class RankingMeasurement(BenchMailbox mailbox, IReadOnlyList<ListMail> mail, IReadOnlyList<Guid> ids)
{
    private const string AnyWord = "text, any word";
    private const int Depth = 10;
    private const int LeastInThread = 2;
    private const int MostInThread = 12;
    private const int LeastWords = 2;
    private const int MostWords = 12;

    public async Task RunAsync()
    {
        var threads = mail.Select((message, i) => (message.Topic, Id: ids[i].ToString("N"))).GroupBy(message => message.Topic, message => message.Id)
            .Where(thread => thread.Count() is >= LeastInThread and <= MostInThread && WordsOf(thread.Key).Length is >= LeastWords and <= MostWords)
            .ToList();
        Console.WriteLine($"{threads.Count} threads");
        if (threads.Count == 0)
            return;
        foreach (var mode in new[] { SearchModes.Text, AnyWord, SearchModes.Semantic, SearchModes.Hybrid })
        {
            var (gains, times) = (new List<double>(), new List<double>());
            foreach (var thread in threads)
            {
                var words = WordsOf(thread.Key);
                var started = Stopwatch.GetTimestamp();
                var found = await mailbox.SearchAsync(string.Join(mode == AnyWord ? " OR " : " ", words), mode == AnyWord ? SearchModes.Text : mode, Depth);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                gains.Add(GainOf(found, [.. thread]));
            }

            times.Sort();
            Console.WriteLine($"{mode}: nDCG@{Depth} {gains.Average():F3}, p50 {times[times.Count / 2]:F1} ms, p99 {times[(int)(times.Count * 0.99)]:F1} ms");
        }
    }

    // Words too common to be indexed would make a query with OR an error.
    private static string[] WordsOf(string topic) => [.. Regex.Split(topic, @"[^\p{L}\p{N}]+").Where(word => word.Length > 3)];

    private static double GainOf(IReadOnlyList<string> found, HashSet<string> wanted) =>
        found.Select((id, rank) => wanted.Contains(id) ? Discount(rank) : 0).Sum() / Enumerable.Range(0, Math.Min(Depth, wanted.Count)).Sum(Discount);

    private static double Discount(int rank) => 1 / Math.Log2(rank + 2);
}
