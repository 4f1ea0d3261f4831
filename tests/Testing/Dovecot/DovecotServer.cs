using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EmailAgent.Testing;

/// <summary>
/// A private Dovecot on loopback ports: IMAP with STARTTLS, IMAPS and LMTP, for any user name with the password
/// <see cref="DefaultPassword"/>. It never runs as root, keeps everything in a temporary folder, and ends with the test process.
/// Folders Sent, Trash, Junk, Drafts and Archive exist with their special use.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
{
    /// <summary>The password of each user until <see cref="SetPasswordAsync"/>.</summary>
    public const string DefaultPassword = "pw";

    /// <summary>The host of all ports; the certificate is valid for it and for <c>localhost</c>.</summary>
    public const string Host = "127.0.0.1";

    // Exit codes of doveadm (sysexits.h EX_NOUSER, EX_NOPERM).
    private const int NobodyKicked = 68;
    private const int LoginRefused = 77;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerGuard _guard;
    private readonly DovecotConfiguration _configuration;
    private readonly Dictionary<string, string> _passwords = [];
    private int _passwordRevision;

    private DovecotServer(ServerGuard guard, DovecotConfiguration configuration, X509Certificate2 certificate)
    {
        _guard = guard;
        _configuration = configuration;
        Certificate = certificate;
    }

    /// <summary>Gets the reason for skipping tests with Dovecot; null if it is installed.</summary>
    public static string? Missing => !File.Exists("/usr/sbin/dovecot")
        ? "Dovecot: not found (apt-get install dovecot-imapd dovecot-lmtpd)"
        : !File.Exists("/usr/lib/dovecot/lmtp") ? "Dovecot: LMTP not found (apt-get install dovecot-lmtpd)" : null;

    /// <summary>Plain IMAP, with STARTTLS offered.</summary>
    public int ImapPort => _configuration.ImapPort;

    /// <summary>IMAP over TLS from the first byte.</summary>
    public int ImapsPort => _configuration.ImapsPort;

    /// <summary>LMTP, without TLS or login.</summary>
    public int LmtpPort => _configuration.LmtpPort;

    /// <summary>The server's self-signed certificate, for clients that trust it by name; made at the start.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the server's log so far.</summary>
    public string Log => _guard.Log;

    /// <summary>Starts a server and waits until it greets on IMAP.</summary>
    public static async Task<DovecotServer> StartAsync(DovecotOptions? options = null)
    {
        var guard = await ServerGuard.CreateAsync("dovecot", stopSignal: "TERM", discardSignal: "TERM");
        try
        {
            var configuration = new DovecotConfiguration(
                guard.Folder, ServerAccount.User, await ServerAccount.GroupAsync(),
                LoopbackPort.Find(), LoopbackPort.Find(), LoopbackPort.Find(), options ?? new DovecotOptions());
            var server = new DovecotServer(guard, configuration, SelfSignedCertificate.Create());
            await server.WriteFilesAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again on the same ports, with the mail it had.</summary>
    public async Task StartAsync()
    {
        await _guard.StartAsync();
        try
        {
            await Eventually.True(GreetsAsync, StartTimeout);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"Dovecot did not start: {Log}", e);
        }
    }

    /// <summary>Stops the server in order; clients see BYE.</summary>
    public Task StopAsync() => _guard.StopAsync();

    /// <summary>Ends all of the server's processes with SIGKILL; clients see the connection close.</summary>
    public Task KillAsync() => _guard.KillAsync();

    /// <summary><see cref="StopAsync"/>, then <see cref="StartAsync()"/>.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Returns a user's mail on disk. The user need not exist before.</summary>
    public DovecotMailbox Mailbox(string user) => new(this, user, Path.Combine(_configuration.MailFolder, user, "Maildir"));

    /// <summary>Delivers one message to the user's INBOX over LMTP; returns when Dovecot has accepted it.</summary>
    public Task DeliverAsync(string user, ReadOnlyMemory<byte> raw, string sender = "sender@example.org") =>
        LmtpClient.DeliverAsync(LmtpPort, sender, user, raw);

    /// <summary>Replaces the user's password for new logins. Open connections stay; see <see cref="KickAsync"/>.</summary>
    public async Task SetPasswordAsync(string user, string password)
    {
        _passwords[user] = password;
        await WritePasswordsAsync();
        // Dovecot looks at the file at most once a second.
        await Eventually.True(async () =>
            (await RunDoveadmAsync(["auth", "test", user, password], null, 0, LoginRefused)).ExitCode == 0);
    }

    /// <summary>Cuts all of the user's connections, if there are any.</summary>
    public Task KickAsync(string user) => RunDoveadmAsync(["kick", user], null, 0, NobodyKicked);

    /// <summary>
    /// Gives the folder a new UIDVALIDITY and its messages new UIDs, as after a restore from a backup; flags and mail
    /// stay. Connections that have the folder open are cut.
    /// </summary>
    public Task ResetUidValidityAsync(string user, string folder) => Mailbox(user).ResetUidValidityAsync(folder);

    /// <summary>Runs <c>doveadm</c> on this server and returns its output; throws when it fails.</summary>
    public Task<string> DoveadmAsync(params string[] arguments) => DoveadmAsync(arguments, input: null);

    /// <summary>Runs <c>doveadm</c> with bytes on its standard input, for example <c>save -u alice -m Archive</c>.</summary>
    public async Task<string> DoveadmAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte>? input) =>
        (await RunDoveadmAsync(arguments, input)).Output;

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        Certificate.Dispose();
    }

    private string ConfigurationFile => Path.Combine(_guard.Folder, "dovecot.conf");

    private Task<CommandResult> RunDoveadmAsync(
        IReadOnlyList<string> arguments, ReadOnlyMemory<byte>? input, params int[] expected) =>
        ServerAccount.RunAsync(["doveadm", "-c", ConfigurationFile, .. arguments], input, expected);

    private async Task WriteFilesAsync()
    {
        await ServerAccount.RunAsync(["mkdir", _configuration.MailFolder]);
        await WritePasswordsAsync();
        await File.WriteAllTextAsync(_configuration.CertificateFile, Certificate.ExportCertificatePem());
        using (var key = Certificate.GetECDsaPrivateKey()!)
            await File.WriteAllTextAsync(_configuration.KeyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(ConfigurationFile, _configuration.Text);
        await _guard.SetCommandAsync("/usr/sbin/dovecot", "-F", "-c", ConfigurationFile);
    }

    // Dovecot reads the file again when its time (whole seconds) or its size has changed, so each revision is longer.
    private Task WritePasswordsAsync() => File.WriteAllTextAsync(
        _configuration.PasswordFile,
        string.Concat(_passwords.Select(entry => $"{entry.Key}:{entry.Value}\n")) + new string('\n', ++_passwordRevision * 64));

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, ImapPort);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is { } line && line.StartsWith("* OK", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
