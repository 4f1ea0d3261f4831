using System.Diagnostics;
using EmailAgent.Silo.Tests.Hosting;
using Npgsql;

namespace EmailAgent.Silo.Tests.Grains;

public sealed class CallGrain : Grain, ICallGrain
{
    public Task<string> Echo(string text) => Task.FromResult(text);

    public async Task WaitForCancellation(string checkpoint, CancellationToken cancellationToken)
    {
        Checkpoint.Named(checkpoint).Reach();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Journal.Add(checkpoint, "cancelled");
        }
    }

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task LoseDatabase() => throw new NpgsqlException("gone", new IOException());

    public Task<int> ProcessId() => Task.FromResult(Environment.ProcessId);

    public async Task<string?> ReadTrace()
    {
        await Task.Yield();
        return Activity.Current?.TraceId.ToHexString();
    }
}
