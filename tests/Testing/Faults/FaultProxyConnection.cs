using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>A client's connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultProxyConnection : IDisposable
{
    private readonly FaultProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _cut = new();

    public FaultProxyConnection(FaultProxy proxy, TcpClient client)
    {
        _proxy = proxy;
        _client = client.Client;
        _client.NoDelay = _server.NoDelay = true;
        proxy.Script.ForNewConnections.CopyTo(Faults);
    }

    public ByteFaults Faults { get; } = new();

    /// <summary>Forwards until both sides have ended, a fault cuts the connection, or the proxy stops.</summary>
    public async Task RunAsync(IPEndPoint upstream, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Reset);
        try
        {
            await _server.ConnectAsync(upstream, _cut.Token);
        }
        catch (Exception e) when (IsEnd(e))
        {
            Reset();
            return;
        }

        await Task.WhenAll(PumpAsync(_client, _server, faults: null), PumpAsync(_server, _client, Faults));
    }

    /// <summary>Closes both sides at once, with a reset.</summary>
    public void Reset()
    {
        _client.Close(timeout: 0);
        _server.Close(timeout: 0);
        _cut.Cancel();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _cut.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, ByteFaults? faults)
    {
        try
        {
            var whole = await ForwardAsync(from, to, faults);
            to.Shutdown(SocketShutdown.Send);
            if (!whole)
                Reset();
        }
        catch (Exception e) when (IsEnd(e))
        {
            Reset();
        }
    }

    // True if the sender has ended; false if a fault ends the connection here.
    private async Task<bool> ForwardAsync(Socket from, Socket to, ByteFaults? faults)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _cut.Token) is > 0 and var count)
        {
            await _proxy.Script.HoldAsync(_cut.Token);
            var piece = buffer.AsMemory(0, count);
            if (faults?.TakeGarbage() is { Length: > 0 } garbage)
                await SendAsync(to, garbage);
            var allowed = faults?.Allow(piece.Span) ?? count;
            await SendAsync(to, piece[..allowed]);
            if (allowed < count)
                return false;
        }

        return true;
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
            data = data[await to.SendAsync(data, _cut.Token)..];
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;
}
