using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Xunit.Abstractions;

namespace EmailAgent.Engine.Tests;

/// <summary>Random calls to many grains at once keep to the rules of turns.</summary>
public sealed class InterleavingTests(SharedEngine engine, ITestOutputHelper output) : IClassFixture<SharedEngine>
{
    private const int Grains = 8;
    private const int Calls = 2_000;

    [PostgresFact]
    public async Task RandomCalls_ToManyGrains_LoseNothingAndNeverOverlap()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var name = Checkpoint.NewName();
        var plain = Enumerable.Range(0, Grains).Select(n => engine.Client.GetGrain<IHoldGrain>($"{name}{n}")).ToArray();
        var reentrant = Enumerable.Range(0, Grains).Select(n => engine.Client.GetGrain<IReentrantHoldGrain>($"{name}{n}")).ToArray();
        var (plainSums, reentrantSums) = (new int[Grains], new int[Grains]);

        var calls = new List<Task>();
        for (var call = 0; call < Calls; call++)
        {
            var (grain, turns) = (random.Next(Grains), random.Next(6));
            calls.Add(random.Next(4) switch
            {
                0 => Count(plainSums, grain, turns, plain[grain].AddAlone(turns)),
                1 => Count(reentrantSums, grain, turns, reentrant[grain].Add(turns)),
                2 => plain[grain].PingInterleaved(),
                _ => reentrant[grain].Ping(),
            });
            if (random.Next(10) == 0)
                await Task.WhenAny(calls[random.Next(calls.Count)], Task.Delay(1));
        }
        await Task.WhenAll(calls);

        for (var grain = 0; grain < Grains; grain++)
        {
            Assert.Equal(0, await plain[grain].Overlaps());
            Assert.Equal(0, await reentrant[grain].Overlaps());
            Assert.Equal(plainSums[grain], await plain[grain].Add(turns: 0));
            Assert.Equal(reentrantSums[grain], await reentrant[grain].Add(turns: 0));
        }
    }

    private static Task Count(int[] sums, int grain, int turns, Task call)
    {
        sums[grain] += turns;
        return call;
    }
}
