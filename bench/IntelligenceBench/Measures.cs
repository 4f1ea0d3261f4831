namespace EmailAgent.IntelligenceBench;

/// <summary>Measures of predictions.</summary>
internal static class Measures
{
    /// <summary>Returns the probability that a positive has a higher score than a negative; ties count half. Not a number without both.</summary>
    public static double Auc(IEnumerable<(double Score, bool IsPositive)> predictions)
    {
        var sorted = predictions.OrderBy(prediction => prediction.Score).ToList();
        var (ranks, positives) = (0.0, 0);
        for (var start = 0; start < sorted.Count;)
        {
            var end = start;
            while (end < sorted.Count && sorted[end].Score.Equals(sorted[start].Score))
                end++;
            var tied = sorted[start..end].Count(prediction => prediction.IsPositive);
            ranks += tied * (start + end + 1) / 2.0;
            positives += tied;
            start = end;
        }

        double negatives = sorted.Count - positives;
        return (ranks - positives * (positives + 1.0) / 2) / (positives * negatives);
    }

    /// <summary>Returns the mean distance of scores from what happened, over ten bins of equal width (expected calibration error).</summary>
    public static double CalibrationError(IEnumerable<(double Score, bool IsPositive)> predictions)
    {
        var all = predictions.ToList();
        return all.GroupBy(prediction => Math.Min(9, (int)(prediction.Score * 10)))
            .Sum(bin => Math.Abs(bin.Average(prediction => prediction.Score) - bin.Average(prediction => prediction.IsPositive ? 1.0 : 0)) * bin.Count()) / all.Count;
    }
}
