using System.Text.RegularExpressions;
using EmailAgent.Intelligence.Requests;
using EmailAgent.Intelligence.Sentences;
using EmailAgent.Intelligence.Words;
using EmailAgent.IntelligenceBench.Archives;
using EmailAgent.Mail.Mime;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Sentences of public mail. The labels name them by message and number; their text is read from the corpus and from the archives of lists.</summary>
internal static partial class MailSentences
{
    private const string Labels = "EmailAgent.IntelligenceBench.Requests.labels.tsv";
    private const int LeastWords = 3;
    private const int MostWords = 60;
    private const int Seed = 20261203;

    private static string Real => Path.Combine(SourceTree.Corpus!, "real");

    /// <summary>Returns the labelled sentences of the corpus, each with its thread as template; none without the corpus.</summary>
    public static List<RequestExample> OfCorpus()
    {
        var found = new List<RequestExample>();
        foreach (var file in CorpusLabels().GroupBy(fields => fields[0]))
        {
            var message = MimeParser.Parse(File.ReadAllBytes(Path.Combine(Real, file.Key)));
            Add(found, message.GetText(), Thread(message.Subject ?? ""), file.Select(fields => (fields[1], fields[2])));
        }

        return found;
    }

    /// <summary>Returns the sentences of archives of lists that were labelled for the training; none without these archives.</summary>
    public static List<RequestExample> OfArchives(IReadOnlyList<string> folders)
    {
        using var reader = new StreamReader(typeof(MailSentences).Assembly.GetManifestResourceStream(Labels)!);
        var labels = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToLookup(fields => (fields[0], fields[1]));
        var found = new List<RequestExample>();
        foreach (var message in folders.SelectMany(ArchiveReader.Read))
            Add(found, message.Message.Text, Thread(message.Message.Subject), labels[(message.List, message.Id)].Select(fields => (fields[2], fields[3])));
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
        var labelled = CorpusLabels().Select(fields => Path.Combine(Real, fields[0])).ToHashSet(StringComparer.Ordinal);
        var messages = Directory.EnumerateFiles(Real, "*.eml", SearchOption.AllDirectories)
            .Where(path => path.Contains("-ham-", StringComparison.Ordinal) && !labelled.Contains(path)).Order(StringComparer.Ordinal).ToArray();
        new Random(Seed).Shuffle(messages);
        return [.. messages.SelectMany(Of).Where(sentence => Words().Count(sentence) is >= LeastWords and <= MostWords && !MayAsk(sentence)).Take(most)];
    }

    private static void Add(List<RequestExample> found, string text, string thread, IEnumerable<(string Number, string Label)> labels)
    {
        List<string>? sentences = null;
        foreach (var (number, label) in labels)
        {
            sentences ??= LabelCutter.Cut(text);
            var index = int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
            if (index < sentences.Count)
                found.Add(new(sentences[index], RequestExamples.KindOf(label), thread));
        }
    }

    private static IEnumerable<string[]> CorpusLabels()
    {
        var labels = SourceTree.Corpus is { } corpus ? Path.Combine(corpus, "labels", "sentences-dev.tsv") : "";
        return File.Exists(labels) ? File.ReadLines(labels).Select(line => line.Split('\t')) : [];
    }

    private static IEnumerable<string> Of(string path)
    {
        var text = MimeParser.Parse(File.ReadAllBytes(path)).GetText();
        return SentenceCutter.Cut(text).Select(sentence => text.Substring(sentence.Start, sentence.Length));
    }

    // A verb at the beginning may be an instruction.
    private static bool MayAsk(string sentence) => Purpose().IsMatch(sentence) || WordRoles.Of(LetterFolding.Fold(Words().Match(sentence).Value)) == WordRole.Verb;

    private static string Thread(string subject) => Prefixes().Replace(subject, "").Trim().ToUpperInvariant();

    [GeneratedRegex(@"\A(\s*(re|fwd?|aw|sv)(\[\d+\])?:|\s*\[[^\]]{1,40}\])+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\?\W*$|\b(please|pls|kindly|could you|can you|would you|will you|let me know|let us know|don't forget|make sure|i'll|i will|we'll|we will|i'm going to|i can|i could|you should|you need|you may want|you might|try|check|have a look|send me|tell me|thanks in advance|appreciate)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Purpose();

    [GeneratedRegex("[A-Za-z']+")]
    private static partial Regex Words();
}
