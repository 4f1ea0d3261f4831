using System.Diagnostics;
using EmailAgent.Grains.RateLimits;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.ApiBench;

/// <summary>Cost of the rate limit for a request: one grain call, of users who send one request at a time and of many who send at once.</summary>
internal static class LimitBench
{
    private const int Calls = 200_000;

    private static readonly int[] Users = [1, 50];

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var calls = options.Calls ?? Calls;
        await using var server = await Server.StartAsync();
        var grains = server.Services.GetRequiredService<IClusterClient>();
        foreach (var users in Users)
        {
            await MeasureAsync(grains, users, calls / 10);
            for (var round = 1; round <= options.Rounds; round++)
            {
                var (each, result) = await MeasureAsync(grains, users, calls);
                Console.WriteLine($"{users} at once, round {round}: {each:0.0} µs a call; p50 {result.P50 * 1000:0} µs, p99 {result.P99 * 1000:0} µs");
            }
        }

        return 0;
    }

    private static async Task<(double Microseconds, LoadResult Result)> MeasureAsync(IClusterClient grains, int users, int calls)
    {
        var took = new List<double>[users];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(async () =>
        {
            took[user] = [];
            var limit = grains.GetGrain<IRateLimitGrain>(RateSubject.OfUser(Guid.NewGuid()));
            for (var i = 0; i < calls / users; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await limit.TakeAsync(RateClass.Read, keyId: null, CancellationToken.None);
                took[user].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalMicroseconds / calls, LoadResult.Of([.. took.SelectMany(times => times)], elapsed.TotalSeconds));
    }
}
