using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmailAgent.Engine.Tests;

/// <summary>Each subscriber gets the items in order, whatever happens at the others.</summary>
public sealed class StreamTests(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private readonly string _name = Checkpoint.NewName();

    private IAsyncStream<int> Stream => engine.Client.GetStreamProvider("events").GetStream<int>(StreamId.Create("numbers", _name));

    private IStreamGrain Publisher => engine.Client.GetGrain<IStreamGrain>(_name);

    [PostgresFact]
    public async Task Items_PublishedByAGrain_ReachEachClientInOrder()
    {
        var (first, second) = (new List<int>(), new List<int>());
        await Stream.SubscribeAsync((item, _) => Add(first, item));
        await Stream.SubscribeAsync((item, token) => Add(second, token is null ? -1 : item));
        await Publisher.Publish(_name, first: 0, count: 500);
        await Eventually.True(() => Count(first) == 500 && Count(second) == 500);
        Assert.Equal(Enumerable.Range(0, 500), first);
        Assert.Equal(Enumerable.Range(0, 500), second);
    }

    [PostgresFact]
    public async Task Subscriber_GrainThatIsStuck_HoldsUpNoOther()
    {
        var items = new List<int>();
        var stuck = engine.Client.GetGrain<IStreamGrain>(_name + "stuck");
        await stuck.Subscribe(_name);
        await Stream.SubscribeAsync((item, _) => Add(items, item));
        var held = stuck.Hold(_name);
        await Checkpoint.Named(_name).ReachedAsync();
        await Publisher.Publish(_name, first: 0, count: 100);
        await Eventually.True(() => Count(items) == 100);
        Assert.Empty(Journal.Of(_name + "stuck"));

        Checkpoint.Named(_name).Open();
        await held;
        await Eventually.True(() => Journal.Of(_name + "stuck").Length == 100);
    }

    [PostgresFact]
    public async Task Subscriber_ThatFails_HoldsUpNoOther()
    {
        var items = new List<int>();
        await Stream.SubscribeAsync((_, _) => throw new InvalidOperationException("subscriber"));
        await Stream.SubscribeAsync((item, _) => Add(items, item));
        await Publisher.Publish(_name, first: 0, count: 20);
        await Eventually.True(() => Count(items) == 20);
        Assert.Equal(Enumerable.Range(0, 20), items);
    }

    [PostgresFact]
    public async Task Subscriber_Unsubscribed_GetsNoMore()
    {
        var (leaver, stayer) = (new List<int>(), new List<int>());
        var handle = await Stream.SubscribeAsync((item, _) => Add(leaver, item));
        await Stream.SubscribeAsync((item, _) => Add(stayer, item));
        await Publisher.Publish(_name, first: 0, count: 1);
        await Eventually.True(() => Count(leaver) == 1 && Count(stayer) == 1);
        await handle.UnsubscribeAsync();
        await Publisher.Publish(_name, first: 1, count: 10);
        await Eventually.True(() => Count(stayer) == 11);
        Assert.Equal([0], leaver);
    }

    [PostgresFact]
    public async Task Streams_OfDifferentKeys_AreSeparate()
    {
        var items = new List<int>();
        await Stream.SubscribeAsync((item, _) => Add(items, item));
        await Publisher.Publish(_name + "other", first: 100, count: 10);
        await Publisher.Publish(_name, first: 0, count: 3);
        await Eventually.True(() => Count(items) == 3);
        Assert.Equal([0, 1, 2], items);
    }

    [PostgresFact]
    public async Task Grain_ThatSubscribes_GetsItemsInItsTurns()
    {
        var subscriber = engine.Client.GetGrain<IStreamGrain>(_name + "subscriber");
        await subscriber.Subscribe(_name);
        var held = subscriber.Hold(_name);
        await Checkpoint.Named(_name).ReachedAsync();
        await Publisher.Publish(_name, first: 0, count: 3);
        await subscriber.Ping();
        Assert.Empty(Journal.Of(_name + "subscriber"));

        Checkpoint.Named(_name).Open();
        await held;
        await Eventually.True(() => Journal.Of(_name + "subscriber").Length == 3);
        Assert.Equal(["0 True", "1 True", "2 True"], Journal.Of(_name + "subscriber"));
    }

    [PostgresFact]
    public void Provider_Unknown_IsRefused() =>
        Assert.Throws<KeyNotFoundException>(() => engine.Client.GetStreamProvider("unknown"));

    private static Task Add(List<int> items, int item)
    {
        lock (items)
            items.Add(item);
        return Task.CompletedTask;
    }

    private static int Count(List<int> items)
    {
        lock (items)
            return items.Count;
    }
}
