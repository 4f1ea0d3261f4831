using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp.Node;

/// <summary>The submission server of the npm package smtp-server, one for a test class; server.js says what it does.</summary>
public sealed class NodeSmtpServer : IAsyncLifetime
{
    public const string User = "user";
    public const string Password = "pä=w";
    public const string Token = "good";

    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "smtp-server", "node_modules");
    private readonly X509Certificate2 _certificate = SelfSignedCertificate.Create();
    private readonly int _port = LoopbackPort.Find();
    private readonly int _tlsPort = LoopbackPort.Find();
    private TestProcess? _process;

    /// <summary>Why tests that need it are skipped, or null when it is there.</summary>
    public static string? Missing => !File.Exists("/usr/bin/node") ? "smtp-server: Node.js not found"
        : !Directory.Exists(Path.Combine(Packages, "smtp-server")) ? "smtp-server: not installed (./test runs npm ci)" : null;

    public async Task InitializeAsync()
    {
        if (Missing is null)
        {
            _process = await TestProcess.CreateAsync("smtp-server");
            await StartAsync(_process);
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _certificate.Dispose();
    }

    public Task<SubmissionClient> ConnectAsync(SmtpSecurity security = SmtpSecurity.None)
        => SubmissionClient.ConnectAsync(new SmtpEndpoint("127.0.0.1", security == SmtpSecurity.Tls ? _tlsPort : _port, security), new SubmissionOptions
        {
            CertificateValidation = (_, certificate, _, _) => certificate!.GetCertHashString() == _certificate.GetCertHashString(),
        });

    private async Task StartAsync(TestProcess process)
    {
        var folder = process.Folder;
        await process.CopyAsync(Packages);
        await process.CopyAsync(Path.Combine(Repository.Root, "tests", "Delivery.Tests", "Smtp", "Node", "server.js"));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), _certificate.ExportCertificatePem());
        using (var key = _certificate.GetECDsaPrivateKey()!)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        }

        await process.StartAsync(
            "/usr/bin/node",
            Path.Combine(folder, "server.js"),
            _port.ToString(CultureInfo.InvariantCulture),
            _tlsPort.ToString(CultureInfo.InvariantCulture),
            Path.Combine(folder, "key.pem"),
            Path.Combine(folder, "certificate.pem"));
        await Eventually.True(async () => await IsListeningAsync(_port) && await IsListeningAsync(_tlsPort));
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
