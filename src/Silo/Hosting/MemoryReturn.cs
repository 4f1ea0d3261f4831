using System.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Returns memory to the operating system after a load. The garbage collector keeps the memory of a peak until enough is allocated
/// again, which never happens in an idle process.
/// </summary>
internal sealed partial class MemoryReturn(TimeProvider time, ILogger<MemoryReturn> logger) : BackgroundService
{
    private const long MiB = 1 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly ILogger<MemoryReturn> _logger = logger;
    private readonly MemoryReturnPolicy _policy = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_policy.ShouldCollect(Environment.WorkingSet, GC.GetTotalAllocatedBytes()))
            {
                continue;
            }

            var before = Environment.WorkingSet;
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _policy.Collected(Environment.WorkingSet);
            LogReturned(before / MiB, Environment.WorkingSet / MiB);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Memory was given back after a load: {Before} MiB before, {After} MiB after")]
    private partial void LogReturned(long before, long after);
}
