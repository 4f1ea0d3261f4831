namespace EmailAgent.Grains.Analysis;

/// <summary>The pace of the analysis, and what is estimated from it. Pure.</summary>
internal static class AnalysisPolicy
{
    // The share of the last batch in the pace.
    private const float Share = 0.2f;

    /// <summary>Returns the number of messages analyzed per second: a moving average, which a single fast or slow batch changes little.</summary>
    /// <param name="former">The pace before; null if there is none.</param>
    public static float Pace(float? former, int messages, TimeSpan elapsed)
    {
        var last = (float)(messages / Math.Max(elapsed.TotalSeconds, 0.001));
        return former is { } pace ? (pace * (1 - Share)) + (last * Share) : last;
    }

    /// <summary>Returns the seconds until all waiting messages are analyzed; null while the pace is unknown.</summary>
    public static int? Eta(long waiting, float? pace) =>
        waiting == 0 ? 0
        : pace is > 0 and { } known ? (int)Math.Min(int.MaxValue, Math.Ceiling(waiting / (double)known))
        : null;

    /// <summary>
    /// Returns how long the backlog rests after a batch. During an initial sync it takes a third of one core, so that the sync is hardly slower.
    /// </summary>
    public static TimeSpan Rest(TimeSpan batch, bool isSyncing) => isSyncing ? batch * 2 : TimeSpan.Zero;
}
