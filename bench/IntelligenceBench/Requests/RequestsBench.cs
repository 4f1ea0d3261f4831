using EmailAgent.Intelligence.Learning;
using EmailAgent.Intelligence.Requests;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Precision, recall and F1 of requests, questions and commitments: on sentences written for the training, by five folds split by template, and on labelled sentences of public mail, split by thread.</summary>
internal static class RequestsBench
{
    private const int Folds = 5;
    private const int Resamples = 1000;
    private const int Seed = 20261203;

    public static void Run(string[] folders)
    {
        var written = RequestExamples.Written();
        var informing = RequestExamples.Informing();
        Report("written, five folds", Predict(written, informing));
        if (Toy.IsOn || MailSentences.OfCorpus() is not { Count: > 0 } labelled)
            return;
        var archives = MailSentences.OfArchives(folders);
        Report("corpus, trained on no sentence of it", Judge(RequestTraining.Train([.. written, .. informing, .. RequestTraining.Real(archives)]), labelled));
        Report("corpus, five folds by thread", Predict(labelled, [.. written, .. informing, .. RequestTraining.Real(archives)]));
        if (archives.Count > 0)
            Report("lists, five folds by thread", Predict(archives, [.. written, .. informing, .. RequestTraining.Real(labelled)]));
    }

    private static List<Prediction> Predict(List<RequestExample> examples, List<RequestExample> always)
    {
        var folds = examples.Select(example => example.Template).Distinct().Index().ToDictionary(entry => entry.Item, entry => entry.Index % Folds);
        var isReal = always.Exists(example => example.Kind != SentenceKind.None);
        var found = new List<Prediction>();
        for (var fold = 0; fold < (Toy.IsOn ? 1 : Folds); fold++)
        {
            var others = examples.Where(example => folds[example.Template] != fold).ToList();
            var model = RequestTraining.Train([.. isReal ? RequestTraining.Real(others) : others, .. always]);
            found.AddRange(Judge(model, examples.Where(example => folds[example.Template] == fold)));
        }

        return found;
    }

    private static List<Prediction> Judge(LinearModel model, IEnumerable<RequestExample> examples) =>
        [.. examples.Select(example => new Prediction(example.Kind, RequestClassifier.Classify(model, example.Sentence).Kind))];

    private static void Report(string data, List<Prediction> predictions)
    {
        Console.WriteLine($"{data}: {predictions.Count} sentences");
        Report("request", predictions, kind => kind == SentenceKind.Request);
        Report("question", predictions, kind => kind == SentenceKind.Question);
        Report("request or question", predictions, kind => kind is SentenceKind.Request or SentenceKind.Question);
        Report("commitment", predictions, kind => kind == SentenceKind.Commitment);
    }

    private static void Report(string name, List<Prediction> predictions, Predicate<SentenceKind> isPositive)
    {
        var (precision, recall, f1) = Rates(predictions, isPositive);
        var random = new Random(Seed);
        var resampled = Enumerable.Range(0, Resamples).Select(_ => Rates([.. predictions.Select(_ => predictions[random.Next(predictions.Count)])], isPositive).F1).Order().ToList();
        Console.WriteLine(
            $"  {name,-20} {predictions.Count(one => isPositive(one.Expected)),4} positive  precision {precision:F3}  recall {recall:F3}  F1 {f1:F3} (95 %: {resampled[Resamples / 40]:F2} to {resampled[Resamples - (Resamples / 40) - 1]:F2})");
    }

    private static (double Precision, double Recall, double F1) Rates(List<Prediction> predictions, Predicate<SentenceKind> isPositive)
    {
        double right = predictions.Count(one => isPositive(one.Expected) && isPositive(one.Found));
        var precision = right / Math.Max(1, predictions.Count(one => isPositive(one.Found)));
        var recall = right / Math.Max(1, predictions.Count(one => isPositive(one.Expected)));
        return (precision, recall, right > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }

    private sealed record Prediction(SentenceKind Expected, SentenceKind Found);
}
