using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace EmailAgent.Testing;

/// <summary>
/// A TCP proxy on loopback in front of an IMAP server, which parses commands and responses and applies a fault to each. Its functions
/// can be changed at any time.
/// </summary>
public sealed partial class ImapFaultProxy : IAsyncDisposable
{
    private readonly int _upstream;
    private readonly TcpListener _listener = new(IPAddress.Loopback, LoopbackPort.Find());
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _accepted;

    private ImapFaultProxy(int upstream)
    {
        _upstream = upstream;
        _listener.Start(backlog: 1024);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Gets the port for clients, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Gets the number of connections accepted so far.</summary>
    public int AcceptedConnections => Volatile.Read(ref _accepted);

    /// <summary>Decides about each command, which it gets without its tag.</summary>
    public Func<string, ImapFault> OnCommand { get; set; } = _ => ImapFault.None;

    /// <summary>Decides about each response with the content of a message, by its UID and its text.</summary>
    public Func<long, string, ImapFault> OnMessage { get; set; } = (_, _) => ImapFault.None;

    /// <summary>Decides about each other response, by its first line.</summary>
    public Func<string, ImapFault> OnResponse { get; set; } = _ => ImapFault.None;

    /// <summary>The commands that have come so far, without their tags.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Gets the number of commands that requested the content of messages.</summary>
    public int Fetches => Commands.Count(IsFetch);

    /// <summary>Starts a proxy in front of a loopback port.</summary>
    public static ImapFaultProxy Start(int upstreamPort) => new(upstreamPort);

    /// <summary>Returns whether a command requests the content of messages.</summary>
    public static bool IsFetch(string command) => command.StartsWith("UID FETCH", StringComparison.Ordinal) && command.Contains("BODY.PEEK[]", StringComparison.Ordinal);

    /// <summary>Passes everything on from now on.</summary>
    public void Heal() => (OnCommand, OnMessage, OnResponse) = (_ => ImapFault.None, (_, _) => ImapFault.None, _ => ImapFault.None);

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
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                serving.Add(ServeAsync(client));
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
        using (var line = new ImapProxyLine(client.GetStream()))
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _upstream, _stopping.Token);
                client.NoDelay = server.NoDelay = true;
                await await Task.WhenAny(ForwardCommandsAsync(client.GetStream(), server.GetStream(), line), ForwardResponsesAsync(server.GetStream(), line));
            }
            catch (Exception e) when (IsEnd(e))
            {
                // One side has hung up, or the proxy stops.
            }
        }
    }

    private async Task ForwardCommandsAsync(NetworkStream client, NetworkStream server, ImapProxyLine line)
    {
        using var reader = new ImapUnitReader(client);
        while (await reader.ReadAsync(_stopping.Token) is { } unit)
        {
            var text = unit.FirstLine;
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            var (tag, command) = space < 0 ? ("", text) : (text[..space], text[(space + 1)..]);
            Commands.Enqueue(command);
            switch (space < 0 ? ImapFault.None : OnCommand(command))
            {
                case ImapFault.Passed or ImapFault.LeftOut or ImapFault.Emptied:
                    await server.WriteAsync(unit.Bytes, _stopping.Token);
                    break;
                case ImapFault.Answered answered:
                    await line.WriteAsync($"{tag} {answered.Text}\r\n", _stopping.Token);
                    break;
                case ImapFault.Dismissed dismissed:
                    await line.WriteAsync($"* BYE {dismissed.Text}\r\n", _stopping.Token);
                    return;
                case ImapFault.Garbled:
                    await line.WriteAsync("\0\u0001)]}{99\r\n", _stopping.Token);
                    break;
                default:
                    return;
            }
        }
    }

    private async Task ForwardResponsesAsync(NetworkStream server, ImapProxyLine line)
    {
        using var reader = new ImapUnitReader(server);
        while (await reader.ReadAsync(_stopping.Token) is { } unit)
        {
            var fault = UidOfMessage().Match(unit.FirstLine) is { Success: true } match
                ? OnMessage(long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), unit.Text)
                : OnResponse(unit.FirstLine);
            switch (fault)
            {
                case ImapFault.Passed:
                    await line.WriteAsync(unit.Bytes, _stopping.Token);
                    break;
                case ImapFault.LeftOut:
                    break;
                case ImapFault.Emptied:
                    await line.WriteAsync(unit.WithoutLiterals(), _stopping.Token);
                    break;
                case ImapFault.Halved:
                    await line.WriteAsync(unit.Bytes.AsMemory(0, unit.Bytes.Length / 2), _stopping.Token);
                    return;
                case ImapFault.Garbled:
                    await line.WriteAsync("* )]}{99\r\n* 1 FETCH (((\r\n", _stopping.Token);
                    break;
                default:
                    return;
            }
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or IOException or OperationCanceledException or ObjectDisposedException;

    [GeneratedRegex(@"^\* \d+ FETCH \(.*?UID (\d+) .*BODY\[\]", RegexOptions.CultureInvariant)]
    private static partial Regex UidOfMessage();
}
