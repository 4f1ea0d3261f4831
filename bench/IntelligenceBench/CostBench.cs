using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Categories;
using EmailAgent.Intelligence.Dates;
using EmailAgent.Intelligence.Masking;
using EmailAgent.Intelligence.Priority;
using EmailAgent.Intelligence.Summaries;
using EmailAgent.Intelligence.Tasks;
using EmailAgent.IntelligenceBench.Archives;
using EmailAgent.IntelligenceBench.Categories;

namespace EmailAgent.IntelligenceBench;

/// <summary>Processor time of each step for a message, on one core. A step is added by a line in <see cref="Steps"/>.</summary>
internal static class CostBench
{
    private static readonly OwnerAddresses Owner = new(["owner@home.example"]);

    /// <summary>The steps; each returns something that depends on all that it did.</summary>
    private static readonly (string Name, Func<AnalyzedMessage, int> Run)[] Steps =
    [
        ("category", message => CategoryClassifier.Classify(message, isKnownCorrespondent: false).Reasons.Count),
        ("priority", message => PriorityModel.Default.Score(PriorityFeatures.Of(message, PriorityFacts.None, Owner)).Reasons.Count),
        ("priority, learning", message => PriorityModel.Default.Learn(PriorityFeatures.Of(message, PriorityFacts.None, Owner), true, 1).ToJson().Length),
        ("tasks", message => TaskExtractor.Extract(message, Owner).Count + CompletionFinder.Find(message).Count),
        ("dates", message => DateGrammar.Find(message.Text, message.Date).Count),
        ("summary", message => Summarizer.Summarize([message]).Count),
        ("masks", message => TextMask.Find(message.Text).Count),
    ];

    public static void Run(int rounds)
    {
        List<AnalyzedMessage> messages = Toy.IsOn || SourceTree.Corpus is not { } corpus
            ? [.. CategoryExamples.Written().Select(example => example.Message)]
            : [.. ArchiveReader.Read(Path.Combine(corpus, "real")).Select(message => message.Message)];
        Console.WriteLine($"{messages.Count} messages, {messages.Average(message => message.Text.Length):F0} characters of text on average");
        foreach (var (name, run) in Steps)
        {
            var sum = messages.Sum(run);
            var times = Enumerable.Range(0, rounds).Select(_ => Time(messages, run, ref sum)).ToList();
            Console.WriteLine($"{name,-20} {times.Order().ElementAt(times.Count / 2):F4} ms a message at the median of {rounds} rounds, longest single message {Longest(messages, run):F2} ms, checksum {sum}");
        }
    }

    private static double Time(List<AnalyzedMessage> messages, Func<AnalyzedMessage, int> run, ref int sum)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var message in messages)
            sum += run(message);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / messages.Count;
    }

    private static double Longest(List<AnalyzedMessage> messages, Func<AnalyzedMessage, int> run)
    {
        var longest = 0.0;
        foreach (var message in messages)
        {
            var start = TimeProvider.System.GetTimestamp();
            run(message);
            longest = Math.Max(longest, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        return longest;
    }
}
