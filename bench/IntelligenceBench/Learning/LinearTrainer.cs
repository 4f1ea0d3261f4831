using EmailAgent.Intelligence.Learning;

namespace EmailAgent.IntelligenceBench.Learning;

/// <summary>Multinomial logistic regression by stochastic gradient descent with a rate for each weight (AdaGrad). The same data give the same weights.</summary>
internal static class LinearTrainer
{
    private const float Rate = 0.2f;
    private const int Seed = 20261202;

    /// <summary>Trains a model.</summary>
    /// <param name="features">The features of each example.</param>
    /// <param name="labels">The class of each example.</param>
    /// <param name="importance">How much an example of a class counts.</param>
    /// <param name="shrink">How strongly weights are held near zero.</param>
    public static LinearModel Train(WeightedBucket[][] features, int[] labels, Func<int, float> importance, int buckets, int classes, int rounds, float shrink)
    {
        var weights = new float[buckets * classes];
        var squares = new float[weights.Length];
        var order = Enumerable.Range(0, features.Length).ToArray();
        var random = new Random(Seed);
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                Learn(features[i], labels[i], importance(labels[i]), classes, shrink, weights, squares);
        }

        return LinearModel.Of(weights, classes, sharpness: 1);
    }

    private static void Learn(WeightedBucket[] features, int label, float importance, int classes, float shrink, float[] weights, float[] squares)
    {
        Span<float> errors = stackalloc float[classes];
        errors.Clear();
        foreach (var feature in features)
        {
            for (var c = 0; c < errors.Length; c++)
                errors[c] += feature.Value * weights[(feature.Bucket * errors.Length) + c];
        }

        ToErrors(errors, label);
        foreach (var feature in features)
        {
            for (var c = 0; c < errors.Length; c++)
            {
                var at = (feature.Bucket * errors.Length) + c;
                var gradient = (importance * errors[c] * feature.Value) + (shrink * weights[at]);
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
            sums[c] = (sums[c] / total) - (c == label ? 1 : 0);
    }
}
