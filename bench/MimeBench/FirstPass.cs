namespace EmailAgent.MimeBench;

/// <summary>The first pass over the messages in a process that has compiled nothing yet, as when a silo syncs its first mailbox.</summary>
internal static class FirstPass
{
    public static void Report()
    {
        var sum = 0L;
        foreach (var (name, run) in Workload.All)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var before = Environment.CpuUsage.TotalTime;
            foreach (var message in MessageFolder.Messages)
                sum += run(message);

            // Processor time: other programs on the machine do not disturb it. It includes the compiler's and the collector's.
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var count = (double)MessageFolder.Messages.Count;
            Console.WriteLine($"{name,-10} first pass {count / seconds,9:F0} messages/s {MessageFolder.Bytes / seconds / 1e6,8:F1} MB/s {allocated / count,8:F0} bytes allocated/message");
        }

        Console.WriteLine($"checksum {sum}");
    }
}
