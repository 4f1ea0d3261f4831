using System.Net.WebSockets;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>A program that listens to a running product's WebSocket.</summary>
internal sealed class LiveEvents : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<LiveEvents> OpenAsync(ApiProcess api, Account account)
    {
        var events = new LiveEvents();
        events._socket.Options.SetRequestHeader("Authorization", $"Bearer {account.AccessToken}");
        await events._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{api.Port}/api/v1/ws?after=0"), CancellationToken.None);
        return events;
    }

    /// <summary>The events up to and with the one that is the last a test waits for.</summary>
    public async Task<IReadOnlyList<EventAnswer>> ReadUntilAsync(Func<EventAnswer, bool> isLast, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        var events = new List<EventAnswer>();
        while (events.Count == 0 || !isLast(events[^1]))
        {
            var frame = await ReceiveAsync(limit.Token);
            if (frame.TryGetProperty("seq", out _)) events.Add(frame.Deserialize<EventAnswer>(Account.Json)!);
        }

        return events;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException($"The server closed the socket: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement;
        }
    }
}
