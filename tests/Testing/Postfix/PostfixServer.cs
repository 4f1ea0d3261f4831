using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EmailAgent.Testing;

/// <summary>
/// A private Postfix on a loopback port, with STARTTLS, for <see cref="Users"/> at <see cref="Domain"/>; "later" is refused
/// temporarily and "never" permanently. It keeps everything in a temporary folder. Its master process must run as root, so it is
/// available only if the tests do.
/// </summary>
public sealed class PostfixServer : IAsyncDisposable
{
    /// <summary>The host of the port; the certificate is valid for it.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>The domain whose users have mailboxes.</summary>
    public const string Domain = "test.example";

    /// <summary>Bytes of the largest message.</summary>
    public const int MaximumSize = 1_000_000;

    /// <summary>Those who have a mailbox.</summary>
    public static IReadOnlyList<string> Users { get; } = [.. Enumerable.Range(1, 50).Select(i => $"user{i}"), "d\u00f6rte"];

    internal const string DaemonFolder = "/usr/lib/postfix/sbin";
    internal const int Nobody = 65534;

    private static readonly string[] QueueFolders = ["maildrop", "incoming", "active", "deferred"];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerGuard _guard;
    private readonly PostfixConfiguration _configuration;

    private PostfixServer(ServerGuard guard, PostfixConfiguration configuration, X509Certificate2 certificate)
    {
        _guard = guard;
        _configuration = configuration;
        Certificate = certificate;
    }

    /// <summary>Gets the reason for skipping tests with Postfix; null if it is installed.</summary>
    public static string? Missing => !File.Exists($"{DaemonFolder}/master") ? "Postfix: not found (apt-get install postfix)"
        : !Environment.IsPrivilegedProcess ? "Postfix: its master process needs root, which these tests are not" : null;

    /// <summary>SMTP, with STARTTLS offered.</summary>
    public int Port => _configuration.Port;

    /// <summary>The server's self-signed certificate; made at the start.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the server's log so far.</summary>
    public string Log => _guard.Log + (File.Exists(_configuration.LogFile) ? File.ReadAllText(_configuration.LogFile) : "");

    /// <summary>Starts a server and waits until it greets.</summary>
    public static async Task<PostfixServer> StartAsync(PostfixOptions? options = null)
    {
        var guard = await ServerGuard.CreateAsync("postfix", stopSignal: "TERM", discardSignal: "TERM", keepAccount: true);
        try
        {
            var server = new PostfixServer(guard, new PostfixConfiguration(guard.Folder, LoopbackPort.Find(), options ?? new PostfixOptions()), SelfSignedCertificate.Create());
            await server.WriteFilesAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all of its processes with SIGKILL. What it has accepted stays, and is delivered after the next start.</summary>
    public Task KillAsync() => _guard.KillAsync();

    /// <summary>Starts it on the same port, with the queue that it had.</summary>
    public async Task StartAgainAsync()
    {
        await _guard.StartAsync();
        await Eventually.True(GreetsAsync, StartTimeout);
    }

    /// <summary>Returns all messages that were delivered to <see cref="Users"/> so far.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReadAsync()
    {
        var messages = new List<DeliveredMessage>();
        foreach (var user in Users)
        {
            var folder = Path.Combine(_configuration.MailFolder, user, "new");
            foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
                messages.Add(DeliveredMessage.Of($"{user}@{Domain}", await File.ReadAllBytesAsync(file)));
        }

        return messages;
    }

    /// <summary>Waits until its queue is empty: everything that it has accepted is delivered.</summary>
    public Task DeliveredAsync(TimeSpan limit) => Eventually.True(
        () => QueueFolders.All(name => !Directory.EnumerateFiles(Path.Combine(_configuration.Folder, "queue", name), "*", SearchOption.AllDirectories).Any()), limit);

    /// <summary>Waits for the only message of a user and returns it as it was stored, with LF line ends.</summary>
    public Task<byte[]> ReceiveAsync(string user)
    {
        var folder = Path.Combine(_configuration.MailFolder, user, "new");
        return Eventually.Value(async () => Directory.Exists(folder) && Directory.EnumerateFiles(folder).SingleOrDefault() is { } file
            ? await File.ReadAllBytesAsync(file)
            : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        Certificate.Dispose();
    }

    private async Task WriteFilesAsync()
    {
        var files = _configuration;
        // The daemons run as the account of the package and have to get through.
        await RunAsync("chmod", "711", files.Folder);
        foreach (var folder in new[] { "configuration", "queue", "data", "mail" })
            Directory.CreateDirectory(Path.Combine(files.Folder, folder));
        await File.WriteAllTextAsync(Path.Combine(files.ConfigurationFolder, "main.cf"), files.Main);
        await File.WriteAllTextAsync(Path.Combine(files.ConfigurationFolder, "master.cf"), files.Master);
        await File.WriteAllTextAsync(files.UsersFile, PostfixConfiguration.Users);
        await File.WriteAllTextAsync(files.AccessFile, PostfixConfiguration.Access);
        await File.WriteAllTextAsync(files.CopiesFile, PostfixConfiguration.Copies);
        using (var key = Certificate.GetECDsaPrivateKey()!)
            await File.WriteAllTextAsync(files.CertificateFile, $"{key.ExportPkcs8PrivateKeyPem()}\n{Certificate.ExportCertificatePem()}\n");
        await RunAsync("chown", "postfix", Path.Combine(files.Folder, "data"));
        await RunAsync("chown", $"{Nobody}:{Nobody}", files.MailFolder);
        // Makes the folders of the queue, with the owners they need.
        await RunAsync("postfix", "-c", files.ConfigurationFolder, "check");
        await _guard.SetCommandAsync($"{DaemonFolder}/master", "-c", files.ConfigurationFolder, "-d");
    }

    private static async Task RunAsync(params string[] command)
    {
        var result = await Command.RunAsync(command);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {result.Error}{result.Output}");
    }

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is { } line && line.StartsWith("220 ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
