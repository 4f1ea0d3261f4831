using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>
/// A submission server on loopback (npm package smtp-server) that keeps what it accepts in files and fails as the recipients' addresses demand;
/// <c>faulty-server.js</c> lists the failures. Logins have the password <see cref="Password"/>. It can be killed and started again.
/// </summary>
public sealed class FaultySmtpServer : IAsyncDisposable
{
    /// <summary>The password of every user.</summary>
    public const string Password = DovecotServer.DefaultPassword;

    private const string Node = "/usr/bin/node";

    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "smtp-server", "node_modules");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TestProcess _process;

    private FaultySmtpServer(TestProcess process) => _process = process;

    /// <summary>Gets the reason for skipping tests with it; null if it is installed.</summary>
    public static string? Missing => !File.Exists(Node) ? "smtp-server: Node.js not found"
        : !Directory.Exists(Path.Combine(Packages, "smtp-server")) ? "smtp-server: not installed (./test runs npm ci)" : null;

    /// <summary>Gets the port, on 127.0.0.1, without TLS.</summary>
    public int Port { get; } = LoopbackPort.Find();

    /// <summary>Gets the server's output so far.</summary>
    public string Log => _process.Log;

    public static async Task<FaultySmtpServer> StartAsync()
    {
        var process = await TestProcess.CreateAsync("faulty-smtp");
        var server = new FaultySmtpServer(process);
        try
        {
            await process.CopyAsync(Packages);
            await process.CopyAsync(Path.Combine(Repository.Root, "tests", "Testing", "Smtp", "Node", "faulty-server.js"));
            await process.StartAsync(
                Node, Path.Combine(process.Folder, "faulty-server.js"), server.Port.ToString(CultureInfo.InvariantCulture), server.MailFolder, Password);
            await Eventually.True(server.IsListeningAsync, StartLimit);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it with SIGKILL. What it has accepted stays.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts it again on the same port.</summary>
    public async Task StartAgainAsync()
    {
        await _process.StartAgainAsync();
        await Eventually.True(IsListeningAsync, StartLimit);
    }

    /// <summary>Returns what it has accepted so far, once for each recipient.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReadAsync()
    {
        var messages = new List<DeliveredMessage>();
        foreach (var file in Directory.EnumerateFiles(MailFolder).Where(file => !Path.GetFileName(file).StartsWith('.')))
        {
            var content = await File.ReadAllBytesAsync(file);
            var end = content.AsSpan().IndexOf("\r\n"u8);
            var recipients = Encoding.UTF8.GetString(content.AsSpan(0, end))["X-Recipients: ".Length..].Split(',');
            messages.AddRange(recipients.Select(recipient => DeliveredMessage.Of(recipient, content.AsSpan(end + 2), Path.GetFileName(file))));
        }

        return messages;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private string MailFolder => Path.Combine(_process.Folder, "mail");

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
