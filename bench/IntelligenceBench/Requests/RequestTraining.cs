using EmailAgent.Intelligence.Learning;
using EmailAgent.Intelligence.Requests;
using EmailAgent.IntelligenceBench.Learning;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Trains the model of requests on the written sentences and those of the corpus that inform, and writes it to the library.</summary>
internal static class RequestTraining
{
    private const int Rounds = 30;

    public static void Run()
    {
        List<RequestExample> examples = [.. RequestExamples.Written(), .. RequestExamples.Informing()];
        using var stream = new MemoryStream();
        Train(examples).Write(stream);
        Console.WriteLine($"{examples.Count} sentences of {examples.DistinctBy(example => example.Template).Count()} templates, {stream.Length} bytes of weights");
        if (Toy.IsOn)
            return;
        var path = SourceTree.Library(Path.Combine("Requests", "requests.model"));
        File.WriteAllBytes(path, stream.ToArray());
        Console.WriteLine($"written: {path}");
    }

    public static LinearModel Train(IReadOnlyList<RequestExample> examples)
    {
        var features = examples.Select(example => RequestFeatures.Of(example.Sentence).All.ToArray()).ToArray();
        var labels = examples.Select(example => (int)example.Kind).ToArray();
        var counts = labels.CountBy(label => label).ToDictionary();
        float Importance(int label) => MathF.Sqrt((float)examples.Count / (RequestClassifier.Kinds * counts[label]));
        return LinearTrainer.Train(features, labels, Importance, RequestFeatures.Buckets, RequestClassifier.Kinds, Rounds);
    }
}
