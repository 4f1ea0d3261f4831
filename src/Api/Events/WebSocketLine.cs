using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using EmailAgent.Api.Json;

namespace EmailAgent.Api.Events;

/// <summary>JSON frames over a WebSocket: one task may receive and one may send at a time.</summary>
internal sealed class WebSocketLine(WebSocket socket)
{
    private const int MaxFrame = 16 * 1024;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    // For the framework's own close frame to leave before the end of the request breaks the line.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromMilliseconds(250);

    private readonly ArrayBufferWriter<byte> _outgoing = new(1024);
    private readonly byte[] _incoming = new byte[MaxFrame];

    /// <summary>Sends one frame. To cancel it breaks the line.</summary>
    public async Task SendAsync<T>(T frame, CancellationToken cancellationToken)
    {
        _outgoing.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_outgoing, ApiJson.WriterOptions))
            JsonSerializer.Serialize(json, frame, ApiJson.TypeInfo<T>());
        await socket.SendAsync(_outgoing.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    /// <summary>
    /// Receives the next whole frame. The wait is not cancelled but ended by <see cref="CloseAsync"/>, because a cancelled receive breaks
    /// the connection.
    /// </summary>
    /// <returns>Null when the client closed.</returns>
    /// <exception cref="SocketClosingException">The client sent a frame of a kind that is not accepted.</exception>
    /// <exception cref="JsonException">The frame is not JSON of the right form.</exception>
    public async Task<ClientFrame?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_incoming.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.MessageType == WebSocketMessageType.Binary)
                throw new SocketClosingException(SocketClosing.NotText);
            length += part.Count;
            if (part.EndOfMessage)
                break;
            if (length == MaxFrame)
                throw new SocketClosingException(SocketClosing.TooLarge);
        }

        return JsonSerializer.Deserialize(_incoming.AsSpan(0, length), ApiJson.TypeInfo<ClientFrame>()) ?? throw new JsonException("A frame is an object.");
    }

    /// <summary>
    /// Sends a close frame and gives the client a moment to answer it; then the connection is reset. Where the client broke the protocol,
    /// the framework has sent the close frame, 1002 or 1007, and the connection is left to end by itself, since a reset would overtake it.
    /// </summary>
    /// <param name="receiving">The task that receives.</param>
    public async Task CloseAsync(SocketClosing closing, Task receiving)
    {
        using var patience = new CancellationTokenSource(CloseTimeout);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(closing.Status, closing.Reason, patience.Token);
            await receiving.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Breaking the line with something unread on it would take the close frame away from the client.
            while (socket.State == WebSocketState.CloseSent && !patience.IsCancellationRequested)
                await socket.ReceiveAsync(_incoming.AsMemory(), patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client did not wait for it.
        }

        if (!receiving.IsCompleted)
        {
            socket.Abort();
        }
        else if (receiving.IsFaulted && socket.State == WebSocketState.Aborted)
        {
            await Task.Delay(CloseGrace);
        }

        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
