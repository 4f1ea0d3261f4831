using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>The subscriptions of one provider. Publishing takes one lock for as long as it takes to queue the item.</summary>
internal sealed class MemoryStreamProvider(string name, ILogger<MemoryStreamProvider> logger) : IStreamProvider
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, List<StreamSubscription>> _subscriptions = [];
    private long _sequence;

    public string Name => name;

    public ILogger Logger => logger;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public void Publish(StreamId streamId, object? item)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(streamId, out var subscriptions))
                return;
            var token = new SequenceToken(++_sequence);
            foreach (var subscription in subscriptions)
                subscription.Enqueue(item, token);
        }
    }

    public void Add(StreamSubscription subscription)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(subscription.StreamId, out var subscriptions))
                _subscriptions[subscription.StreamId] = subscriptions = [];
            subscriptions.Add(subscription);
        }
    }

    public void Remove(StreamSubscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(subscription.StreamId, out var subscriptions)
                && subscriptions.Remove(subscription)
                && subscriptions.Count == 0)
                _subscriptions.Remove(subscription.StreamId);
        }
    }

    private sealed class SequenceToken(long number) : StreamSequenceToken
    {
        public override long SequenceNumber { get; protected set; } = number;

        public override int EventIndex { get; protected set; }
    }
}
