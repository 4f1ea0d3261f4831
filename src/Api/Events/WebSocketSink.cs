using System.Threading.Channels;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>The writer of events and of the server's other frames to one WebSocket.</summary>
internal sealed class WebSocketSink(WebSocketLine line) : IEventSink
{
    private const int MaxPending = 32;

    private readonly Channel<ServerFrame> _pending = Channel.CreateBounded<ServerFrame>(MaxPending);

    /// <summary>Queues a frame for the next chance to send.</summary>
    /// <returns>False when the client causes more frames than it takes.</returns>
    public bool TryQueue(ServerFrame frame) => _pending.Writer.TryWrite(frame);

    public async Task SendAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var entry in events)
            await line.SendAsync(EventAnswer.From(entry), cancellationToken);
    }

    public Task SendResumedAsync(long after, CancellationToken cancellationToken) => line.SendAsync(new ServerFrame("resumed", after), cancellationToken);

    public Task SendHeartbeatAsync(long after, CancellationToken cancellationToken) => line.SendAsync(new ServerFrame("heartbeat", after), cancellationToken);

    public async Task SendPendingAsync(CancellationToken cancellationToken)
    {
        while (_pending.Reader.TryRead(out var frame))
            await line.SendAsync(frame, cancellationToken);
    }
}
