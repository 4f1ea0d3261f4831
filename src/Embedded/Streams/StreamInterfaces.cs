using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Receives the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    Task OnCompletedAsync() => Task.CompletedTask;

    Task OnErrorAsync(Exception ex);
}

/// <summary>Something that can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>A stream: published to by <see cref="IAsyncObserver{T}.OnNextAsync"/>, which completes when the item is queued.</summary>
public interface IAsyncStream<T> : IAsyncObservable<T>, IAsyncObserver<T>
{
    StreamId StreamId { get; }

    string ProviderName { get; }
}

/// <summary>
/// Streams in memory. Each subscriber gets the items published after it subscribed, in order, one at a time, from a
/// queue of its own; who is not subscribed misses them.
/// </summary>
public interface IStreamProvider
{
    string Name { get; }

    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>Where an item stands in its stream; grows with each item.</summary>
public abstract class StreamSequenceToken
{
    public abstract long SequenceNumber { get; protected set; }

    public abstract int EventIndex { get; protected set; }
}

/// <summary>One subscription.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    public abstract StreamId StreamId { get; }

    public abstract string ProviderName { get; }

    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription; an item being delivered is still delivered.</summary>
    public abstract Task UnsubscribeAsync();
}
