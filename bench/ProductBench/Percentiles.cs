namespace EmailAgent.ProductBench;

/// <summary>The distribution of measured values.</summary>
internal static class Percentiles
{
    /// <summary>Returns p50, p95, p99 and the longest as text.</summary>
    public static string Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? "nothing was measured" : $"p50 {At(0.50):N1}, p95 {At(0.95):N1}, p99 {At(0.99):N1}, longest {sorted[^1]:N1}";
        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
