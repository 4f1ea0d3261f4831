using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>
/// A TCP proxy on loopback in front of a server, which injects faults. Faults apply to open and future connections until they are
/// changed; those that count bytes count what the server sends on each connection from the call on, and occur once per connection.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint _upstream;
    private readonly Lock _lock = new();
    private readonly HashSet<FaultProxyConnection> _connections = [];
    private readonly CancellationTokenSource _stopping = new();
    private TcpListener _listener;
    private Task _accepting;
    private bool _refusing;
    private int _accepted;

    private FaultProxy(IPEndPoint upstream)
    {
        _upstream = upstream;
        _listener = new TcpListener(IPAddress.Loopback, LoopbackPort.Find());
        _listener.Start(backlog: 1024);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Gets the port for clients, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Gets the number of connections accepted so far.</summary>
    public int AcceptedConnections => Volatile.Read(ref _accepted);

    /// <summary>Gets the number of open connections.</summary>
    public int OpenConnections
    {
        get
        {
            lock (_lock)
                return _connections.Count;
        }
    }

    internal FaultScript Script { get; } = new();

    /// <summary>Starts a proxy in front of a loopback port.</summary>
    public static FaultProxy Start(int upstreamPort) => new(new IPEndPoint(IPAddress.Loopback, upstreamPort));

    /// <summary>Holds back each piece of data, in both directions, for this long. Zero ends it.</summary>
    public void Delay(TimeSpan delay) => Script.Delay = delay;

    /// <summary>Forwards nothing more in either direction and keeps the connections open, until <see cref="Resume"/>.</summary>
    public void Silence() => Script.Silence();

    /// <summary>Ends <see cref="Silence"/>; what was held back is forwarded.</summary>
    public void Resume() => Script.Resume();

    /// <summary>Closes each connection after the server's next <paramref name="bytes"/> bytes.</summary>
    public void CutAfter(long bytes) => ForEach(script => script.CutAfter(bytes));

    /// <summary>
    /// Closes each connection <paramref name="bytes"/> bytes into the next IMAP literal (<c>{n}</c> CRLF) that is longer than
    /// that.
    /// </summary>
    public void CutInLiteral(long bytes) => ForEach(script => script.CutInLiteral(bytes));

    /// <summary>Sends these bytes to the client ahead of the server's next ones.</summary>
    public void Inject(ReadOnlyMemory<byte> garbage) => ForEach(script => script.Inject(garbage));

    /// <summary>Takes back <see cref="CutAfter"/>, <see cref="CutInLiteral"/> and <see cref="Inject"/> where they have not fired.</summary>
    public void Heal() => ForEach(script => script.Clear());

    /// <summary>Closes all open connections at once, with a reset.</summary>
    public void CutAll()
    {
        FaultProxyConnection[] connections;
        lock (_lock)
            connections = [.. _connections];
        foreach (var connection in connections)
            connection.Reset();
    }

    /// <summary>Refuses new connections (nothing listens on the port), until <see cref="Accept"/>; open ones stay.</summary>
    public async Task RefuseAsync()
    {
        if (_refusing)
            return;
        _refusing = true;
        _listener.Stop();
        await _accepting;
    }

    /// <summary>Ends <see cref="RefuseAsync"/>.</summary>
    public void Accept()
    {
        if (!_refusing)
            return;
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(backlog: 1024);
        _refusing = false;
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await RefuseAsync();
        CutAll();
        await Eventually.True(() => OpenConnections == 0);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The listener was stopped: refusing, or the end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        FaultProxyConnection connection;
        lock (_lock)
        {
            connection = new FaultProxyConnection(this, client);
            _connections.Add(connection);
        }

        try
        {
            await connection.RunAsync(_upstream, _stopping.Token);
        }
        finally
        {
            lock (_lock)
                _connections.Remove(connection);
            connection.Dispose();
        }
    }

    // The proxy's own script is what each new connection starts with.
    private void ForEach(Action<ByteFaults> change)
    {
        lock (_lock)
        {
            change(Script.ForNewConnections);
            foreach (var connection in _connections)
                change(connection.Faults);
        }
    }
}
