using System.Diagnostics;

namespace EmailAgent.GrainBench;

/// <summary>What a grain call costs, and what a grain costs that does nothing.</summary>
internal sealed class CallBench(IClusterClient client)
{
    private const int Calls = 400_000;
    private const int InFlight = 100;
    private const int IdleGrains = 10_000;

    public async Task RunAsync()
    {
        var grain = client.GetGrain<IBenchGrain>(1);
        await MeasureAsync("calls, one after the other", () => Sequential(grain.Echo));
        await MeasureAsync("the same with a token that may be cancelled", async () =>
        {
            using var cancellation = new CancellationTokenSource();
            await Sequential(number => grain.EchoCancellable(number, cancellation.Token));
        });
        await MeasureAsync("with GetGrain each time", () => Sequential(number => client.GetGrain<IBenchGrain>(1).Echo(number)));
        await MeasureAsync($"{InFlight} in flight, one grain", () => Parallel(_ => grain.Echo));
        await MeasureAsync($"{InFlight} in flight, {InFlight} grains", () => Parallel(lane => client.GetGrain<IBenchGrain>(lane).Echo));
        await MeasureAsync($"{InFlight} in flight, stateless worker", () => Parallel(_ => client.GetGrain<IBenchWorker>(0).Echo));
        await MeasureAsync("from grain to grain, one after the other", () => grain.CallOther(2, Calls));
        await MeasureIdleAsync();
    }

    private static async Task Sequential(Func<int, Task<int>> call)
    {
        for (var number = 0; number < Calls; number++)
            await call(number);
    }

    private static Task Parallel(Func<int, Func<int, Task<int>>> lanes) =>
        Task.WhenAll(Enumerable.Range(0, InFlight).Select(lane => Task.Run(async () =>
        {
            var call = lanes(lane);
            for (var number = 0; number < Calls / InFlight; number++)
                await call(number);
        })));

    private static async Task MeasureAsync(string what, Func<Task> run)
    {
        await run();
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        await run();
        var bytes = (GC.GetTotalAllocatedBytes() - allocated) / Calls;
        Console.WriteLine($"{what,-46} {Calls / watch.Elapsed.TotalSeconds,10:N0}/s {watch.Elapsed.TotalMicroseconds / Calls,7:F2} us {bytes,6} B");
    }

    private async Task MeasureIdleAsync()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var key = 0; key < IdleGrains; key++)
            await client.GetGrain<IBenchGrain>(1_000 + key).Echo(key);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / IdleGrains;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine($"{IdleGrains:N0} idle grains: {bytes:N0} B each, {used.TotalMilliseconds / 5:F1} ms of processor time a second");
    }
}
