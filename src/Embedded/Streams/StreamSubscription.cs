using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>The queue of one subscriber and the loop that delivers from it.</summary>
internal sealed partial class StreamSubscription
{
    // A subscriber that is this far behind loses the oldest items; nobody waits for it.
    private const int Capacity = 10_000;

    private readonly MemoryStreamProvider _provider;
    private readonly Func<object?, StreamSequenceToken, Task> _deliver;
    private readonly Channel<(object? Item, StreamSequenceToken Token)> _queue;
    private readonly Activation? _activation = TurnScheduler.Current?.Activation;

    public StreamSubscription(MemoryStreamProvider provider, StreamId streamId, Func<object?, StreamSequenceToken, Task> deliver)
    {
        (_provider, StreamId, _deliver) = (provider, streamId, deliver);
        _queue = Channel.CreateBounded<(object?, StreamSequenceToken)>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => LogDropped(_provider.Logger, StreamId, dropped.Item2.SequenceNumber));
    }

    public StreamId StreamId { get; }

    public string ProviderName => _provider.Name;

    public void Start()
    {
        _provider.Add(this);
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(DeliverAllAsync);
    }

    public void Enqueue(object? item, StreamSequenceToken token) => _queue.Writer.TryWrite((item, token));

    public void End()
    {
        _provider.Remove(this);
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out _))
        {
        }
    }

    private async Task DeliverAllAsync()
    {
        await foreach (var (item, token) in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await DeliverAsync(item, token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (_activation is { Deactivated.IsCompleted: true })
                    End();
                else
                    LogDeliveryFailed(_provider.Logger, exception, StreamId, token.SequenceNumber);
            }
        }
    }

    private Task DeliverAsync(object? item, StreamSequenceToken token)
    {
        if (_activation is null)
            return _deliver(item, token);
        var call = new LocalCall(() => _deliver(item, token), interleaves: false, keepsAlive: true);
        if (!_activation.TryDeliver(call))
            End();
        else
            return call.Completion;
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: a subscriber is too slow, item {Sequence} was dropped for it")]
    private static partial void LogDropped(ILogger logger, StreamId streamId, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {StreamId}: a subscriber failed at item {Sequence}, which is skipped for it")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, StreamId streamId, long sequence);
}
