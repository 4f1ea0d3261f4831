using BenchmarkDotNet.Attributes;

namespace EmailAgent.MimeBench;

/// <summary>Time and memory of a warm process for all messages of the folder, one after the other.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private IReadOnlyList<byte[]> _messages = [];

    [GlobalSetup]
    public void Setup() => _messages = MessageFolder.Messages;

    [Benchmark]
    public long Sync() => RunAll(Workload.Sync);

    [Benchmark]
    public long Read() => RunAll(Workload.Read);

    [Benchmark]
    public long Structure() => RunAll(Workload.Structure);

    [Benchmark]
    public long Sanitize() => RunAll(Workload.Sanitize);

    private long RunAll(Func<byte[], long> workload)
    {
        var sum = 0L;
        foreach (var message in _messages)
            sum += workload(message);
        return sum;
    }
}
