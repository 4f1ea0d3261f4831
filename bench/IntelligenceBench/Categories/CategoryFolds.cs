using EmailAgent.Intelligence.Categories;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>Predictions for all examples, each by a model that saw no message of its sender or its thread.</summary>
internal static class CategoryFolds
{
    private const int Folds = 5;

    public static List<(CategoryExample Example, CategoryResult Result)> Predict(IReadOnlyList<CategoryExample> examples)
    {
        var predictions = new List<(CategoryExample, CategoryResult)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var test = examples.Where(example => FoldOf(example) == fold).ToList();
            var threads = test.Select(example => example.Thread).ToHashSet();
            var model = CategoryTrainer.Train([.. examples.Where(example => FoldOf(example) != fold && !threads.Contains(example.Thread))]);
            predictions.AddRange(test.Select(example => (example, CategoryClassifier.Classify(model, example.Message, example.IsKnown))));
        }

        return predictions;
    }

    private static int FoldOf(CategoryExample example) => (int)(WordHash.Of('x', example.Message.From.Email) % Folds);
}
