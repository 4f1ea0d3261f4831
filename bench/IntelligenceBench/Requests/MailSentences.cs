using System.Diagnostics;
using System.Text.RegularExpressions;
using EmailAgent.Intelligence.Requests;
using EmailAgent.Intelligence.Sentences;
using EmailAgent.Mail.Mime;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Sentences of public mail, read from the corpus.</summary>
internal static partial class MailSentences
{
    private const int LeastWords = 3;
    private const int MostWords = 60;
    private const int Seed = 20261203;

    private static string Real => Path.Combine(SourceTree.Corpus!, "real");

    /// <summary>Returns those that were labelled by hand, by file and number, as the script beside the labels cuts them; none without the corpus.</summary>
    public static List<(string Sentence, SentenceKind Kind)> Labelled()
    {
        var labels = Labels();
        if (labels.Count == 0)
            return [];
        var files = labels.Keys.Select(key => key.File).Distinct(StringComparer.Ordinal);
        var start = new ProcessStartInfo("python3", [Path.Combine(SourceTree.Corpus!, "labels", "sentences.py"), .. files]) { WorkingDirectory = Real, RedirectStandardOutput = true };
        using var cutting = Process.Start(start)!;
        var found = new List<(string, SentenceKind)>();
        while (cutting.StandardOutput.ReadLine()?.Split('\t', 3) is { } fields)
        {
            if (fields.Length == 3 && labels.TryGetValue((fields[0], fields[1]), out var kind))
                found.Add((fields[2], kind));
        }

        cutting.WaitForExit();
        return found;
    }

    /// <summary>
    /// Returns sentences of messages without labels that have no sign of a purpose. Of the labelled sentences, more than nine of ten have none; how informing sentences
    /// look is learned from these, instead of from sentences that were written for it.
    /// </summary>
    public static List<string> Informing(int most)
    {
        if (SourceTree.Corpus is null)
            return [];
        var labelled = Labels().Keys.Select(key => Path.Combine(Real, key.File)).ToHashSet(StringComparer.Ordinal);
        var messages = Directory.EnumerateFiles(Real, "*.eml", SearchOption.AllDirectories)
            .Where(path => path.Contains("-ham-", StringComparison.Ordinal) && !labelled.Contains(path)).Order(StringComparer.Ordinal).ToArray();
        new Random(Seed).Shuffle(messages);
        return [.. messages.SelectMany(Of).Where(sentence => Words().Count(sentence) is >= LeastWords and <= MostWords && !Purpose().IsMatch(sentence)).Take(most)];
    }

    private static Dictionary<(string File, string Number), SentenceKind> Labels()
    {
        var labels = SourceTree.Corpus is { } corpus ? Path.Combine(corpus, "labels", "sentences-dev.tsv") : "";
        return File.Exists(labels)
            ? File.ReadLines(labels).Select(line => line.Split('\t')).ToDictionary(fields => (fields[0], fields[1]), fields => RequestExamples.KindOf(fields[2]))
            : [];
    }

    private static IEnumerable<string> Of(string path)
    {
        var text = MimeParser.Parse(File.ReadAllBytes(path)).GetText();
        return SentenceCutter.Cut(text).Select(sentence => text.Substring(sentence.Start, sentence.Length));
    }

    [GeneratedRegex(@"\?\W*$|\b(please|pls|kindly|could you|can you|would you|will you|let me know|let us know|don't forget|make sure|i'll|i will|we'll|we will|i'm going to|i can|i could|send me|tell me|thanks in advance|appreciate)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Purpose();

    [GeneratedRegex("[A-Za-z']+")]
    private static partial Regex Words();
}
