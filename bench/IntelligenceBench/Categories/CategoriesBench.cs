using EmailAgent.Intelligence.Categories;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>Precision and recall of each category, and macro-F1, by five folds split by sender and thread.</summary>
internal static class CategoriesBench
{
    public static void Run()
    {
        var predictions = CategoryFolds.Predict(CategoryExamples.All());
        Console.WriteLine($"{"",-14} real written  precision recall F1");
        var macro = MessageCategory.All.Average(category => Report(category, predictions));
        Console.WriteLine($"macro-F1 {macro:F3}");
        if (Real(predictions) is { Count: > 0 } real)
        {
            var categories = real.Select(prediction => prediction.Example.Category).Distinct().ToList();
            Console.WriteLine($"macro-F1, real messages alone {categories.Average(category => F1(category, real)):F3} ({string.Join(", ", categories)})");
        }

        Console.WriteLine($"macro-F1, written messages alone {MessageCategory.All.Average(category => F1(category, [.. predictions.Where(prediction => !prediction.Example.IsReal)])):F3}");
        Console.WriteLine($"right {Share(predictions, prediction => IsRight(prediction)):P1}, calibration error {Measures.CalibrationError(predictions.Select(prediction => (prediction.Result.Confidence, IsRight(prediction)))):F3}");
        foreach (var confusion in predictions.Where(prediction => !IsRight(prediction)).CountBy(prediction => (prediction.Example.Category, prediction.Result.Category)).OrderByDescending(entry => entry.Value).Take(8))
            Console.WriteLine($"  {confusion.Key.Item1} taken for {confusion.Key.Item2}: {confusion.Value}");
    }

    private static double Report(string category, List<(CategoryExample Example, CategoryResult Result)> predictions)
    {
        var of = predictions.Where(prediction => prediction.Example.Category == category).ToList();
        var (precision, recall) = Rates(category, predictions);
        var f1 = F1(category, predictions);
        Console.WriteLine($"{category,-14} {of.Count(prediction => prediction.Example.IsReal),4} {of.Count(prediction => !prediction.Example.IsReal),7}  {precision,9:F3} {recall,6:F3} {f1:F3}");
        return f1;
    }

    private static (double Precision, double Recall) Rates(string category, List<(CategoryExample Example, CategoryResult Result)> predictions)
    {
        double right = predictions.Count(prediction => prediction.Example.Category == category && IsRight(prediction));
        return (
            right / Math.Max(1, predictions.Count(prediction => prediction.Result.Category == category)),
            right / Math.Max(1, predictions.Count(prediction => prediction.Example.Category == category)));
    }

    private static double F1(string category, List<(CategoryExample Example, CategoryResult Result)> predictions)
    {
        var (precision, recall) = Rates(category, predictions);
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    private static List<(CategoryExample Example, CategoryResult Result)> Real(List<(CategoryExample Example, CategoryResult Result)> predictions) =>
        [.. predictions.Where(prediction => prediction.Example.IsReal)];

    private static bool IsRight((CategoryExample Example, CategoryResult Result) prediction) => prediction.Example.Category == prediction.Result.Category;

    private static double Share<T>(List<T> all, Predicate<T> predicate) => all.Count(item => predicate(item)) / (double)all.Count;
}
