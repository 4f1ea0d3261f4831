using System.Globalization;

if (args.Length < 1)
{
    Console.Error.WriteLine("usage: MimeBench <folder of .eml files> [rounds]");
    return 2;
}

var messages = Directory.EnumerateFiles(args[0], "*", SearchOption.AllDirectories)
    .Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
    .Select(File.ReadAllBytes)
    .ToArray();
var bytes = messages.Sum(message => (long)message.Length);
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
Console.WriteLine($"{messages.Length} messages, {bytes / 1e6:F1} MB, {bytes / messages.Length} bytes on average");

foreach (var workload in Workload.All)
{
    Report(workload, "first pass", 1);
    Report(workload, "warm-up", rounds);
    Report(workload, "warm", rounds);
}

Console.WriteLine($"checksum {Workload.Sink}");
return 0;

void Report(Workload workload, string label, int times)
{
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    var before = Environment.CpuUsage.TotalTime;
    for (var round = 0; round < times; round++)
    {
        foreach (var message in messages)
            workload.Run(message);
    }

    // Processor time: other programs on the machine do not disturb it. It includes the compiler's and the collector's.
    var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    var count = (double)times * messages.Length;
    Console.WriteLine(
        $"{workload.Name,-10} {label,-10} {count / seconds,9:F0} messages/s {times * bytes / seconds / 1e6,8:F1} MB/s "
        + $"{allocated / count,8:F0} bytes allocated/message");
}
