using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmailAgent.Engine.Tests.EmbeddedOnly;

/// <summary>Each subscription has its own queue and loop, also within one client; in a cluster those of one client share one.</summary>
public sealed class StreamIsolationTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [PostgresFact]
    public async Task Subscriber_ThatIsStuck_LosesTheOldestItemsAndHoldsUpNobody()
    {
        const int Count = 15_000;
        var name = Checkpoint.NewName();
        var stream = engine.Client.GetStreamProvider("events").GetStream<int>(StreamId.Create("numbers", name));
        var (lastOfStuck, last) = (-1, -1);
        await stream.SubscribeAsync(async (item, _) =>
        {
            await Checkpoint.Named(name).PassAsync();
            lastOfStuck = item;
        });
        await stream.SubscribeAsync((item, _) =>
        {
            last = item;
            return Task.CompletedTask;
        });

        for (var item = 0; item < Count; item++)
        {
            await stream.OnNextAsync(item);
            if (item % 5_000 == 0)
                await Eventually.True(() => Volatile.Read(ref last) == item);
        }
        await Eventually.True(() => Volatile.Read(ref last) == Count - 1);
        Assert.Equal(-1, lastOfStuck);

        Checkpoint.Named(name).Open();
        await Eventually.True(() => Volatile.Read(ref lastOfStuck) == Count - 1);
    }
}
