namespace EmailAgent.ApiBench;

/// <param name="EmailId">A message of this user.</param>
internal sealed record UserOfLoad(string Token, string EmailId);

/// <summary>A request of the load.</summary>
/// <param name="Path">With the place of an id named.</param>
internal readonly record struct Sample(string Path, double Milliseconds, bool IsGood);

/// <summary>Measurements of many users.</summary>
/// <param name="Errors">Answers that were not 200.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="P99ByPath">Milliseconds.</param>
/// <param name="Logins">Attempts that were judged while this went on.</param>
/// <param name="LoginsRefused">Attempts that were turned away unjudged: too many.</param>
internal sealed record UsersResult(
    int Requests, double PerSecond, int Errors, double P50, double P95, double P99, Dictionary<string, double> P99ByPath, int Logins, int LoginsRefused)
{
    public static UsersResult Of(List<Sample> samples, int seconds, int logins, int loginsRefused)
    {
        var all = samples.Select(sample => sample.Milliseconds).Order().ToList();
        return new UsersResult(
            samples.Count,
            Math.Round((double)samples.Count / seconds, 1),
            samples.Count(sample => !sample.IsGood),
            Quantile(all, 0.5),
            Quantile(all, 0.95),
            Quantile(all, 0.99),
            samples.GroupBy(sample => sample.Path).ToDictionary(path => path.Key, path => Quantile([.. path.Select(sample => sample.Milliseconds).Order()], 0.99)),
            logins,
            loginsRefused);
    }

    private static double Quantile(List<double> sorted, double quantile) => Math.Round(sorted[(int)(sorted.Count * quantile)], 2);
}
