using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>A private clamd on a loopback port, whose only signature is that of the EICAR file.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    /// <summary>The name of the signature, as the server reports it.</summary>
    public const string Signature = "Eicar-Test-Signature.UNOFFICIAL";

    /// <summary>Bytes of the largest content that it scans.</summary>
    public const int LargestBytes = 26 * 1024 * 1024;

    private static readonly UnpackedPeer Peer = new("Clamav", "usr/sbin/clamd");
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerGuard _guard;
    private readonly int _port;

    private ClamdServer(ServerGuard guard, int port) => (_guard, _port) = (guard, port);

    /// <summary>Gets the reason for skipping tests with clamd; null if it is installed.</summary>
    public static string? Missing => Peer.Missing;

    /// <summary>The address as it is configured.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<ClamdServer> StartAsync()
    {
        var guard = await ServerGuard.CreateAsync("clamd", stopSignal: "TERM", discardSignal: "TERM");
        try
        {
            var server = new ClamdServer(guard, LoopbackPort.Find());
            await server.WriteFilesAsync(await Peer.RootAsync(guard.Folder));
            await guard.StartAsync();
            await server.UntilItAnswersAsync();
            return server;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _guard.DisposeAsync();

    private async Task WriteFilesAsync(string root)
    {
        var folder = _guard.Folder;
        await ServerAccount.RunAsync(["mkdir", "-p", $"{folder}/signatures", $"{folder}/temporary"]);
        await File.WriteAllTextAsync($"{folder}/signatures/test.ndb", $"Eicar-Test-Signature:0:0:{Convert.ToHexStringLower(Eicar.Content)}\n");
        await File.WriteAllTextAsync($"{folder}/clamd.conf", $"""
            Foreground yes
            TCPAddr 127.0.0.1
            TCPSocket {_port}
            DatabaseDirectory {folder}/signatures
            TemporaryDirectory {folder}/temporary
            StreamMaxLength {LargestBytes}
            AlertExceedsMax yes

            """);
        var script = $"{folder}/run.sh";
        await File.WriteAllTextAsync(script, $"""
            {UnpackedPeer.Libraries(root)}
            exec '{root}/usr/sbin/clamd' --config-file='{folder}/clamd.conf'
            """);
        await _guard.SetCommandAsync("sh", script);
    }

    private async Task UntilItAnswersAsync()
    {
        try
        {
            await Eventually.True(AnswersAsync, StartTimeout);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"clamd did not start: {_guard.Log}", e);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            var stream = client.GetStream();
            await stream.WriteAsync("zPING\0"u8.ToArray());
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return (await reader.ReadToEndAsync()).StartsWith("PONG", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
