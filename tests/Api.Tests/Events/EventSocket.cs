using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.Events;

/// <summary>A WebSocket client that speaks frames.</summary>
public sealed class EventSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseDescription => _socket.CloseStatusDescription;

    public static async Task<EventSocket> OpenAsync(ApiHost host, string query = "", string? bearer = null)
    {
        var socket = new EventSocket();
        if (bearer is not null)
            socket._socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        var address = new UriBuilder(host.Address) { Scheme = "ws", Path = "/api/v1/ws", Query = query }.Uri;
        await socket._socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame; null when the server closed.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement;
        }
    }

    /// <summary>The next frame of this type.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        var frame = await ReceiveAsync() ?? throw new InvalidOperationException($"Closed with {CloseStatus}.");
        Assert.Equal(type, frame.GetProperty("type").GetString());
        return frame;
    }

    /// <summary>Asks for the events after a position and waits for the answer; what a slow start had sent before it is passed over.</summary>
    public async Task ResumeAsync(long after)
    {
        await SendAsync(new { type = "resume", after });
        while (await ReceiveAsync() is { } frame && frame.GetProperty("type").GetString() != "resumed")
        {
        }
    }

    /// <summary>The positions of the next events; other frames are passed over.</summary>
    public async Task<IReadOnlyList<long>> ReceiveEventsAsync(int count)
    {
        var positions = new List<long>();
        while (positions.Count < count && await ReceiveAsync() is { } frame)
        {
            if (frame.TryGetProperty("seq", out var position))
                positions.Add(position.GetInt64());
        }

        return positions;
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}
