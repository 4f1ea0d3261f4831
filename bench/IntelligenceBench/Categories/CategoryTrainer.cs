using EmailAgent.Intelligence.Categories;
using EmailAgent.Intelligence.Learning;
using EmailAgent.IntelligenceBench.Learning;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>Trains the model of categories.</summary>
internal static class CategoryTrainer
{
    private const float Shrink = 2e-5f;
    private const int Rounds = 40;

    private static int Categories => MessageCategory.All.Count;

    public static LinearModel Train(IReadOnlyList<CategoryExample> examples)
    {
        var features = examples.Select(example => FeaturesOf(example)).ToArray();
        var labels = examples.Select(example => MessageCategory.All.Index().First(entry => entry.Item == example.Category).Index).ToArray();
        var counts = labels.CountBy(label => label).ToDictionary();
        // Rare categories must not drown in spam and discussions.
        return LinearTrainer.Train(features, labels, label => MathF.Sqrt((float)examples.Count / (Categories * counts[label])), CategoryFeatures.Buckets, Categories, Rounds, Shrink);
    }

    private static WeightedBucket[] FeaturesOf(CategoryExample example)
    {
        var weighted = new List<WeightedBucket>();
        foreach (var feature in CategoryFeatures.Of(example.Message, example.IsKnown).All)
            weighted.Add(feature.Weighted);
        return [.. weighted];
    }
}
