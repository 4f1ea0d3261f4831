using EmailAgent.Intelligence.Categories;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>Multinomial logistic regression by stochastic gradient descent with a rate for each weight (AdaGrad). The same data give the same weights.</summary>
internal static class CategoryTrainer
{
    private const int Rounds = 40;
    private const float Rate = 0.2f;
    private const float Shrink = 2e-5f;
    private const int Seed = 20261202;

    private static int Categories => MessageCategory.All.Count;

    public static CategoryModel Train(IReadOnlyList<CategoryExample> examples)
    {
        var features = examples.Select(example => CategoryFeatures.Of(example.Message, example.IsKnown)).ToArray();
        var labels = examples.Select(example => MessageCategory.All.Index().First(entry => entry.Item == example.Category).Index).ToArray();
        var counts = labels.CountBy(label => label).ToDictionary();
        var weights = new float[CategoryFeatures.Buckets * Categories];
        var squares = new float[weights.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                // Rare categories must not drown in spam and discussions.
                var importance = MathF.Sqrt((float)examples.Count / (Categories * counts[labels[i]]));
                Learn(features[i], labels[i], importance, weights, squares);
            }
        }

        return CategoryModel.Of(weights, sharpness: 1);
    }

    private static void Learn(CategoryFeatures features, int label, float importance, float[] weights, float[] squares)
    {
        Span<float> errors = stackalloc float[Categories];
        errors.Clear();
        foreach (var feature in features.All)
        {
            for (var c = 0; c < errors.Length; c++)
                errors[c] += feature.Value * weights[feature.Bucket * errors.Length + c];
        }

        ToErrors(errors, label);
        foreach (var feature in features.All)
        {
            for (var c = 0; c < errors.Length; c++)
            {
                var at = feature.Bucket * errors.Length + c;
                var gradient = importance * errors[c] * feature.Value + Shrink * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= Rate * gradient / (MathF.Sqrt(squares[at]) + 1e-3f);
            }
        }
    }

    private static void ToErrors(Span<float> sums, int label)
    {
        var (most, total) = (float.MinValue, 0f);
        foreach (var sum in sums)
            most = MathF.Max(most, sum);
        for (var c = 0; c < sums.Length; c++)
            total += sums[c] = MathF.Exp(sums[c] - most);
        for (var c = 0; c < sums.Length; c++)
            sums[c] = sums[c] / total - (c == label ? 1 : 0);
    }
}
