using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmailAgent.Engine.Tests.Grains;

public sealed class StreamGrain : Grain, IStreamGrain
{
    public async Task Publish(string stream, int first, int count)
    {
        for (var number = first; number < first + count; number++)
            await Stream(stream).OnNextAsync(number);
    }

    public Task Subscribe(string stream) => Stream(stream).SubscribeAsync((number, _) =>
    {
        Journal.Add(this.GetPrimaryKeyString(), $"{number} {TaskScheduler.Current != TaskScheduler.Default}");
        return Task.CompletedTask;
    });

    public Task Hold(string checkpoint) => Checkpoint.Named(checkpoint).PassAsync();

    public Task Ping() => Task.CompletedTask;

    private IAsyncStream<int> Stream(string name) => this.GetStreamProvider("events").GetStream<int>(StreamId.Create("numbers", name));
}
