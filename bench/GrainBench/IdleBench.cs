using System.Diagnostics;

namespace EmailAgent.GrainBench;

/// <summary>Cost of idle grains.</summary>
internal static class IdleBench
{
    public static async Task RunAsync(IClusterClient client, int grains, int seconds)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var key = 0; key < grains; key++)
            await client.GetGrain<IBenchGrain>(1_000 + key).Echo(key);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / grains;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine($"{grains:N0} idle grains: {bytes:N0} B each, {used.TotalMilliseconds / seconds:F1} ms of processor time a second");
    }
}
