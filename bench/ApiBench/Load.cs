using System.Diagnostics;

namespace EmailAgent.ApiBench;

/// <summary>Runs clients side by side, each asking again as soon as it has its answer.</summary>
internal static class Load
{
    private const int WarmUp = 8;

    /// <param name="options">How many clients, how long.</param>
    /// <param name="connect">Makes a client: a function that asks once.</param>
    public static async Task<LoadResult> RunAsync(LoadOptions options, Func<Task<Func<Task>>> connect)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(_ => connect()));
        await Task.WhenAll(clients.Select(ask => RunOneAsync(ask, TimeSpan.FromSeconds(options.WarmUp ?? WarmUp))));
        var watch = Stopwatch.StartNew();
        var samples = await Task.WhenAll(clients.Select(ask => RunOneAsync(ask, TimeSpan.FromSeconds(options.Seconds))));
        return LoadResult.Of([.. samples.SelectMany(sample => sample)], watch.Elapsed.TotalSeconds);
    }

    private static async Task<List<double>> RunOneAsync(Func<Task> ask, TimeSpan duration)
    {
        await Task.Yield();
        var milliseconds = new List<double>(10_000);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var asked = Stopwatch.GetTimestamp();
            await ask();
            milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return milliseconds;
    }
}
