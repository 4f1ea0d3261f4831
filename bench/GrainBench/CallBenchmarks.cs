using BenchmarkDotNet.Attributes;

namespace EmailAgent.GrainBench;

/// <summary>Cost of a grain call from within the silo's process. The figures are those of one call.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private const int Calls = 1_000;
    private const int InFlight = 100;

    private IClusterClient _client = null!;
    private IBenchGrain _grain = null!;

    [GlobalSetup]
    public void Setup()
    {
        _client = BenchHost.Client;
        _grain = _client.GetGrain<IBenchGrain>(1);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public Task OneAfterTheOther() => SequentialAsync(_grain.Echo);

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task WithAToken()
    {
        using var cancellation = new CancellationTokenSource();
        await SequentialAsync(number => _grain.EchoCancellable(number, cancellation.Token));
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task WithGetGrainEachTime() => SequentialAsync(number => _client.GetGrain<IBenchGrain>(1).Echo(number));

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task HundredInFlightToOneGrain() => ParallelAsync(_ => _grain.Echo);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task HundredInFlightToAHundredGrains() => ParallelAsync(lane => _client.GetGrain<IBenchGrain>(lane).Echo);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task HundredInFlightToAStatelessWorker() => ParallelAsync(_ => _client.GetGrain<IBenchWorker>(0).Echo);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task FromGrainToGrain() => _grain.CallOther(2, Calls);

    private static async Task SequentialAsync(Func<int, Task<int>> call)
    {
        for (var number = 0; number < Calls; number++)
            await call(number);
    }

    private static Task ParallelAsync(Func<int, Func<int, Task<int>>> lanes) =>
        Task.WhenAll(Enumerable.Range(0, InFlight).Select(lane => Task.Run(async () =>
        {
            var call = lanes(lane);
            for (var number = 0; number < Calls / InFlight; number++)
                await call(number);
        })));
}
