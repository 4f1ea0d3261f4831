using EmailAgent.Intelligence.Requests;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Precision, recall and F1 of requests, questions and commitments: on written sentences by five folds split by template, and on labelled sentences of public mail, of which none is in the training.</summary>
internal static class RequestsBench
{
    private const int Folds = 5;
    private const int Resamples = 1000;
    private const int Seed = 20261203;

    public static void Run()
    {
        Report("written, five folds", Predict(RequestExamples.Written()));
        var labelled = MailSentences.Labelled();
        if (!Toy.IsOn && labelled.Count > 0)
            Report("public mail", [.. labelled.Select(sentence => (sentence.Kind, RequestClassifier.Classify(sentence.Sentence).Kind))]);
    }

    private static List<(SentenceKind Expected, SentenceKind Found)> Predict(List<RequestExample> examples)
    {
        var folds = examples.Select(example => example.Template).Distinct().Index().ToDictionary(entry => entry.Item, entry => entry.Index % Folds);
        var informing = RequestExamples.Informing();
        var found = new List<(SentenceKind, SentenceKind)>();
        for (var fold = 0; fold < (Toy.IsOn ? 1 : Folds); fold++)
        {
            var model = RequestTraining.Train([.. examples.Where(example => folds[example.Template] != fold), .. informing]);
            found.AddRange(examples.Where(example => folds[example.Template] == fold).Select(example => (example.Kind, RequestClassifier.Classify(model, example.Sentence).Kind)));
        }

        return found;
    }

    private static void Report(string data, List<(SentenceKind Expected, SentenceKind Found)> predictions)
    {
        Console.WriteLine($"{data}: {predictions.Count} sentences");
        Report("request", predictions, kind => kind == SentenceKind.Request);
        Report("question", predictions, kind => kind == SentenceKind.Question);
        Report("request or question", predictions, kind => kind is SentenceKind.Request or SentenceKind.Question);
        Report("commitment", predictions, kind => kind == SentenceKind.Commitment);
    }

    private static void Report(string name, List<(SentenceKind Expected, SentenceKind Found)> predictions, Predicate<SentenceKind> isPositive)
    {
        var (precision, recall, f1) = Rates(predictions, isPositive);
        var random = new Random(Seed);
        var resampled = Enumerable.Range(0, Resamples).Select(_ => Rates([.. predictions.Select(_ => predictions[random.Next(predictions.Count)])], isPositive).F1).Order().ToList();
        Console.WriteLine(
            $"  {name,-20} {predictions.Count(one => isPositive(one.Expected)),4} positive  precision {precision:F3}  recall {recall:F3}  F1 {f1:F3} (95 %: {resampled[Resamples / 40]:F2} to {resampled[Resamples - (Resamples / 40) - 1]:F2})");
    }

    private static (double Precision, double Recall, double F1) Rates(List<(SentenceKind Expected, SentenceKind Found)> predictions, Predicate<SentenceKind> isPositive)
    {
        double right = predictions.Count(one => isPositive(one.Expected) && isPositive(one.Found));
        var precision = right / Math.Max(1, predictions.Count(one => isPositive(one.Found)));
        var recall = right / Math.Max(1, predictions.Count(one => isPositive(one.Expected)));
        return (precision, recall, right > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }
}
