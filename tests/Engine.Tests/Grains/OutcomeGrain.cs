using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;

namespace EmailAgent.Engine.Tests.Grains;

public sealed class OutcomeGrain : Grain, IOutcomeGrain
{
    public Task<string> Echo(string text) => Task.FromResult(text);

    public ValueTask<int> Twice(int number) => new(number * 2);

    public async ValueTask Nothing() => await Task.Yield();

    public Task Throw(string message) => throw new InvalidOperationException(message);

    public async Task<int> ThrowAfterAwait(string message)
    {
        await Task.Yield();
        throw new FormatException(message);
    }

    public async Task WaitForCancellation(string checkpoint, CancellationToken cancellationToken)
    {
        Checkpoint.Named(checkpoint).Reach();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Journal.Add(checkpoint, TaskScheduler.Current == TaskScheduler.Default ? "elsewhere" : "cancelled");
        }
    }

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task<OutcomeRecord> Send(OutcomeRecord record) => Task.FromResult(record);

    public async Task<string?> ReadContext(string key)
    {
        await Task.Yield();
        return RequestContext.Get(key) as string;
    }

    public async Task<string?> ReadTrace()
    {
        await Task.Yield();
        return System.Diagnostics.Activity.Current?.TraceId.ToHexString();
    }

    public Task<string?> SetContext(string key, string text, string reader)
    {
        RequestContext.Set(key, text);
        return GrainFactory.GetGrain<IOutcomeGrain>(reader).ReadContext(key);
    }
}
