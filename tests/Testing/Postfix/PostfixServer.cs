using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EmailAgent.Testing;

/// <summary>
/// A private Postfix on a loopback port of its own, with STARTTLS, for <see cref="Users"/> at <see cref="Domain"/>; "later" is
/// refused for now and "never" for good. It keeps everything in a temporary folder. Its master process insists on being
/// root, so it runs only where the tests do.
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

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly ServerGuard _guard;
    private readonly PostfixConfiguration _configuration;

    private PostfixServer(ServerGuard guard, PostfixConfiguration configuration, X509Certificate2 certificate)
    {
        _guard = guard;
        _configuration = configuration;
        Certificate = certificate;
    }

    /// <summary>Why tests that need Postfix are skipped, or null when it is there.</summary>
    public static string? Missing => !File.Exists($"{DaemonFolder}/master") ? "Postfix: not found (apt-get install postfix)"
        : !Environment.IsPrivilegedProcess ? "Postfix: its master process needs root, which these tests are not" : null;

    /// <summary>SMTP, with STARTTLS offered.</summary>
    public int Port => _configuration.Port;

    /// <summary>The server's self-signed certificate; made at the start.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What the server has logged so far.</summary>
    public string Log => _guard.Log + (File.Exists(_configuration.LogFile) ? File.ReadAllText(_configuration.LogFile) : "");

    /// <summary>Starts a server and waits until it greets.</summary>
    public static async Task<PostfixServer> StartAsync()
    {
        var guard = await ServerGuard.CreateAsync("postfix", stopSignal: "TERM", discardSignal: "TERM", keepAccount: true);
        try
        {
            var server = new PostfixServer(guard, new PostfixConfiguration(guard.Folder, LoopbackPort.Find()), SelfSignedCertificate.Create());
            await server.WriteFilesAsync();
            await guard.StartAsync();
            await Eventually.True(server.GreetsAsync, StartTimeout);
            return server;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

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
