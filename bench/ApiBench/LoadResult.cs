namespace EmailAgent.ApiBench;

/// <summary>Result of one round of load.</summary>
/// <param name="PerSecond">Answers per second, all clients together.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99)
{
    /// <param name="milliseconds">What each answer took.</param>
    /// <param name="seconds">How long all of it took.</param>
    public static LoadResult Of(List<double> milliseconds, double seconds)
    {
        milliseconds.Sort();
        return new LoadResult(
            Math.Round(milliseconds.Count / seconds, 1),
            Math.Round(milliseconds[milliseconds.Count / 2], 3),
            Math.Round(milliseconds[(int)(milliseconds.Count * 0.99)], 3));
    }

    /// <summary>Returns the round with the median throughput.</summary>
    public static LoadResult Median(IEnumerable<LoadResult> rounds)
    {
        var sorted = rounds.OrderBy(round => round.PerSecond).ToList();
        return sorted[sorted.Count / 2];
    }
}
