using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>A private IMAP server on a loopback port, run from a temporary folder. Its processes never run as root.</summary>
public sealed class ImapPeer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerGuard _guard;

    private ImapPeer(ServerGuard guard, int port)
    {
        _guard = guard;
        Port = port;
    }

    /// <summary>The host of the port.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>Plain IMAP.</summary>
    public int Port { get; }

    /// <summary>Gets the server's output so far.</summary>
    public string Log => _guard.Log;

    /// <summary>
    /// Creates a folder, lets <paramref name="prepare"/> fill it and return the shell script that runs the server, and waits for the
    /// greeting.
    /// </summary>
    internal static async Task<ImapPeer> StartAsync(string name, Func<string, int, Task<string>> prepare)
    {
        var guard = await ServerGuard.CreateAsync(name, stopSignal: "TERM", discardSignal: "TERM");
        try
        {
            var port = LoopbackPort.Find();
            var script = Path.Combine(guard.Folder, "run.sh");
            await File.WriteAllTextAsync(script, await prepare(guard.Folder, port));
            await guard.SetCommandAsync("sh", script);
            var peer = new ImapPeer(guard, port);
            await guard.StartAsync();
            await peer.UntilGreetingAsync(name);
            return peer;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _guard.DisposeAsync();

    private async Task UntilGreetingAsync(string name)
    {
        try
        {
            await Eventually.True(GreetsAsync, StartTimeout);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{name} did not start: {Log}", e);
        }
    }

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is { } line && line.StartsWith("* ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
