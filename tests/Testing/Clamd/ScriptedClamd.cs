using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>A clamd on loopback that finds the EICAR file only, or replies what a test has it reply; any number of connections at a time.</summary>
public sealed class ScriptedClamd : IAsyncDisposable
{
    public const string Signature = "Eicar-Test-Signature";

    /// <summary>A reply: the connection is closed without one.</summary>
    public const string Cut = "cut";

    /// <summary>A reply: the connection is closed before the content has arrived.</summary>
    public const string CutAtOnce = "cut at once";

    /// <summary>A reply: none comes, and the connection stays.</summary>
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private volatile string? _reply;
    private int _scans;
    private int _current;
    private int _most;

    private ScriptedClamd()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The address as it is configured.</summary>
    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Contents that were received completely.</summary>
    public int Scans => Volatile.Read(ref _scans);

    /// <summary>The largest number of scans at a time.</summary>
    public int MostAtOnce => Volatile.Read(ref _most);

    public static ScriptedClamd Start() => new();

    /// <summary>Sets the reply to scans; null for what is found.</summary>
    public void Reply(string? reply) => _reply = reply;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
                conversations.Add(ConverseAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ConverseAsync(Socket socket)
    {
        using var closing = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            var command = await ReadCommandAsync(stream);
            if (command == "zPING")
            {
                await SendAsync(stream, "PONG");
            }
            else if (command == "zINSTREAM")
            {
                await ScanAsync(stream);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task ScanAsync(NetworkStream stream)
    {
        var reply = await ReceiveAsync(stream);
        if (reply == Silence)
            await Task.Delay(Timeout.Infinite, _stop.Token);
        if (reply is not (Cut or CutAtOnce))
            await SendAsync(stream, reply);
    }

    /// <summary>Receives a content and returns the reply to it. The scan ends here, before the client can have the reply and start the next one.</summary>
    private async Task<string> ReceiveAsync(NetworkStream stream)
    {
        InterlockedMax(ref _most, Interlocked.Increment(ref _current));
        try
        {
            var reply = _reply;
            if (reply == CutAtOnce)
                return reply;
            var found = (await ReadContentAsync(stream)).AsSpan().IndexOf(Eicar.Content) >= 0;
            Interlocked.Increment(ref _scans);
            return reply ?? (found ? $"stream: {Signature} FOUND" : "stream: OK");
        }
        finally
        {
            Interlocked.Decrement(ref _current);
        }
    }

    private async Task<string> ReadCommandAsync(NetworkStream stream)
    {
        var command = new StringBuilder();
        var next = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(next, _stop.Token);
            if (next[0] == 0)
                return command.ToString();
            command.Append((char)next[0]);
        }
    }

    private async Task<byte[]> ReadContentAsync(NetworkStream stream)
    {
        using var content = new MemoryStream();
        var size = new byte[sizeof(uint)];
        while (true)
        {
            await stream.ReadExactlyAsync(size, _stop.Token);
            var length = BinaryPrimitives.ReadUInt32BigEndian(size);
            if (length == 0)
                return content.ToArray();
            var chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            content.Write(chunk);
        }
    }

    private async Task SendAsync(NetworkStream stream, string reply) => await stream.WriteAsync(Encoding.UTF8.GetBytes($"{reply}\0"), _stop.Token);

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
