using Orleans.Concurrency;

namespace EmailAgent.GrainBench;

public interface IBenchGrain : IGrainWithIntegerKey
{
    Task<int> Echo(int number);

    Task<int> EchoCancellable(int number, CancellationToken cancellationToken);

    /// <summary>Calls another grain so often, one call after the other.</summary>
    Task CallOther(long other, int count);
}

public interface IBenchWorker : IGrainWithIntegerKey
{
    Task<int> Echo(int number);
}

public sealed class BenchGrain : Grain, IBenchGrain
{
    public Task<int> Echo(int number) => Task.FromResult(number);

    public Task<int> EchoCancellable(int number, CancellationToken cancellationToken) => Task.FromResult(number);

    public async Task CallOther(long other, int count)
    {
        var grain = GrainFactory.GetGrain<IBenchGrain>(other);
        for (var call = 0; call < count; call++)
            await grain.Echo(call);
    }
}

[StatelessWorker]
[Reentrant]
public sealed class BenchWorker : Grain, IBenchWorker
{
    public Task<int> Echo(int number) => Task.FromResult(number);
}
