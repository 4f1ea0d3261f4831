using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>A TCP proxy on loopback in front of an IMAP server, which answers some commands in the server's place.</summary>
public sealed class AnsweringProxy : IAsyncDisposable
{
    private readonly int _upstream;
    private readonly Func<string, string?> _answer;
    private readonly TcpListener _listener = new(IPAddress.Loopback, LoopbackPort.Find());
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    private AnsweringProxy(int upstream, Func<string, string?> answer)
    {
        _upstream = upstream;
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Gets the port for clients, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <param name="upstreamPort">The server's port on loopback.</param>
    /// <param name="answer">Gets each command without its tag and returns the tagged answer without its tag; null passes the command on.</param>
    public static AnsweringProxy Start(int upstreamPort, Func<string, string?> answer) => new(upstreamPort, answer);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _upstream, _stopping.Token);
                client.NoDelay = server.NoDelay = true;
                await await Task.WhenAny(ForwardCommandsAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception e) when (IsEnd(e))
            {
                // One side has hung up, or the proxy stops.
            }
        }
    }

    private async Task ForwardCommandsAsync(NetworkStream client, NetworkStream server)
    {
        using var reader = new StreamReader(client, Encoding.Latin1, leaveOpen: true);
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (_answer(line[(space + 1)..]) is { } answer)
            {
                await client.WriteAsync(Encoding.Latin1.GetBytes($"{line[..space]} {answer}\r\n"), _stopping.Token);
            }
            else
            {
                await server.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _stopping.Token);
            }
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
