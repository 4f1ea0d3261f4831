using EmailAgent.Intelligence.Learning;
using EmailAgent.Intelligence.Requests;
using EmailAgent.IntelligenceBench.Learning;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Trains the model of requests on written sentences, on labelled ones of the corpus and of archives of lists, and on those that inform, and writes it to the library.</summary>
internal static class RequestTraining
{
    private const int Rounds = 12;
    private const float Shrink = 1e-3f;

    // Written sentences are many because words fill their templates; real ones count as much.
    private const int RealCopies = 3;

    public static void Run(string[] folders)
    {
        List<RequestExample> examples = [.. RequestExamples.Written(), .. RequestExamples.Informing()];
        if (!Toy.IsOn)
            examples.AddRange(Real([.. MailSentences.OfArchives(folders), .. MailSentences.OfCorpus()]));
        using var stream = new MemoryStream();
        Train(examples).Write(stream);
        Console.WriteLine($"{examples.Count} sentences of {examples.DistinctBy(example => example.Template).Count()} templates and threads, {stream.Length} bytes of weights");
        if (Toy.IsOn)
            return;
        var path = SourceTree.Library(Path.Combine("Requests", "requests.model"));
        File.WriteAllBytes(path, stream.ToArray());
        Console.WriteLine($"written: {path}");
    }

    public static IEnumerable<RequestExample> Real(IReadOnlyList<RequestExample> examples) => Enumerable.Repeat(examples, RealCopies).SelectMany(copy => copy);

    public static LinearModel Train(IReadOnlyList<RequestExample> examples)
    {
        var features = examples.Select(example => RequestFeatures.Of(example.Sentence).All.ToArray()).ToArray();
        var labels = examples.Select(example => (int)example.Kind).ToArray();
        var counts = labels.CountBy(label => label).ToDictionary();
        float Importance(int label) => MathF.Sqrt((float)examples.Count / (RequestClassifier.Kinds * counts[label]));
        return LinearTrainer.Train(features, labels, Importance, RequestFeatures.Buckets, RequestClassifier.Kinds, Rounds, Shrink);
    }
}
