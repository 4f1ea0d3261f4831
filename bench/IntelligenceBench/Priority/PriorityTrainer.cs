using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>Logistic regression by Newton's method. Weights are drawn towards <see cref="PriorityPriors"/>.</summary>
internal static class PriorityTrainer
{
    /// <summary>The share of important messages in an inbox for which the scores are calibrated until the owner's feedback tells more.</summary>
    public const double ImportantShare = 0.2;

    private const double Pull = 5;
    private const double LeastVariance = 0.01;
    private const int Steps = 15;

    public static PriorityDefaults Train(IReadOnlyList<ReplayExample> examples)
    {
        var count = PriorityFeatureTable.All.Count;
        var usual = PriorityFeatureTable.All.Select((feature, i) => Usual(examples, feature.Code, i)).ToArray();
        var prior = PriorityFeatureTable.All.Select(feature => PriorityPriors.Of(feature.Code).Weight).ToArray();
        var rows = examples.Select(example => Row(example, usual)).ToArray();
        var weights = ClassWeights(examples);
        double[] found = [.. prior, Math.Log(ImportantShare / (1 - ImportantShare))];
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[count + 1];
            var hessian = new double[count + 1, count + 1];
            for (var k = 0; k < rows.Length; k++)
                Accumulate(rows[k], examples[k].IsAnswered ? 1 : 0, weights[k], found, gradient, hessian);
            for (var i = 0; i < count; i++)
            {
                gradient[i] += Pull * (found[i] - prior[i]);
                hessian[i, i] += Pull;
            }

            var move = LinearEquations.Solve(hessian, gradient);
            for (var i = 0; i <= count; i++)
                found[i] -= move[i];
        }

        return new() { Bias = found[count], Weights = found[..count], Usual = usual };
    }

    // Answered messages weigh as much as they would with the share of important messages above; the sum of weights is the number of examples.
    private static double[] ClassWeights(IReadOnlyList<ReplayExample> examples)
    {
        var answered = examples.Count(example => example.IsAnswered);
        var forAnswered = ImportantShare * examples.Count / answered;
        var forOthers = (1 - ImportantShare) * examples.Count / (examples.Count - answered);
        return [.. examples.Select(example => example.IsAnswered ? forAnswered : forOthers)];
    }

    private static double Usual(IReadOnlyList<ReplayExample> examples, string code, int index)
    {
        var values = examples.Select(example => example.Features.Values[index]).Where(value => !double.IsNaN(value)).ToList();
        if (values.Count == 0)
            return PriorityPriors.Of(code).Usual;
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean)) < LeastVariance ? PriorityPriors.Of(code).Usual : mean;
    }

    private static double[] Row(ReplayExample example, double[] usual) =>
        [.. example.Features.Values.Select((value, i) => double.IsNaN(value) ? 0 : value - usual[i]), 1];

    private static void Accumulate(double[] row, double target, double weight, double[] found, double[] gradient, double[,] hessian)
    {
        var odds = 0.0;
        for (var i = 0; i < row.Length; i++)
            odds += row[i] * found[i];
        var score = 1 / (1 + Math.Exp(-odds));
        var curvature = weight * Math.Max(1e-6, score * (1 - score));
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += weight * (score - target) * row[i];
            for (var j = 0; j < row.Length; j++)
                hessian[i, j] += curvature * row[i] * row[j];
        }
    }
}
