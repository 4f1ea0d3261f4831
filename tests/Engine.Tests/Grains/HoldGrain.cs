using EmailAgent.Engine.Tests.Hosting;
using Orleans.Concurrency;

namespace EmailAgent.Engine.Tests.Grains;

public abstract class HoldGrainBase : Grain
{
    private int _inCall;
    private int _inTurn;
    private int _overlaps;
    private int _sum;

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task HoldInterleaved(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task HoldReadOnly(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task HoldOneWay(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task Ping() => Task.CompletedTask;

    public Task PingInterleaved() => Task.CompletedTask;

    public async Task<bool> StaysOnScheduler()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        return before != TaskScheduler.Default && before == afterYield && before == TaskScheduler.Current;
    }

    public async Task<int> Add(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            if (Interlocked.Increment(ref _inTurn) != 1)
                Interlocked.Increment(ref _overlaps);
            var before = _sum;
            Thread.SpinWait(20);
            _sum = before + 1;
            Interlocked.Decrement(ref _inTurn);
            await Task.Yield();
        }
        return _sum;
    }

    public async Task<int> AddAlone(int turns)
    {
        if (++_inCall != 1)
            _overlaps++;
        var sum = await Add(turns);
        _inCall--;
        return sum;
    }

    public Task<int> Overlaps() => Task.FromResult(_overlaps);
}

public sealed class HoldGrain : HoldGrainBase, IHoldGrain;

[Reentrant]
public sealed class ReentrantHoldGrain : HoldGrainBase, IReentrantHoldGrain;

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task<Guid> Instance() => Task.FromResult(_instance);
}
