using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

/// <summary>One Dovecot for a test class; each test takes a user of its own.</summary>
public sealed class DovecotFixture : IAsyncLifetime
{
    private static int _users;
    private DovecotServer? _server;

    public DovecotServer Server => _server ?? throw new InvalidOperationException("Dovecot is missing.");

    public static string NewUser() => $"user{Interlocked.Increment(ref _users)}";

    public async Task InitializeAsync()
    {
        if (DovecotServer.Missing is null)
        {
            _server = await DovecotServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    public async Task<ImapClient> LoginAsync(string user, ImapSecurity security = ImapSecurity.None, ImapClientOptions? options = null)
    {
        var client = await ConnectAsync(security, options);
        await client.LoginAsync(user, DovecotServer.DefaultPassword);
        return client;
    }

    public Task<ImapClient> ConnectAsync(ImapSecurity security, ImapClientOptions? options = null)
    {
        var port = security == ImapSecurity.Tls ? Server.ImapsPort : Server.ImapPort;
        options ??= new ImapClientOptions
        {
            CertificateValidation = (_, certificate, _, _) => certificate!.GetCertHashString() == Server.Certificate.GetCertHashString(),
        };
        return ImapClient.ConnectAsync(new ImapEndpoint(DovecotServer.Host, port, security), options);
    }

    public static ReadOnlyMemory<byte> Message(int number, int size = 100)
        => System.Text.Encoding.ASCII.GetBytes(
            $"From: a@example.org\r\nTo: b@example.org\r\nSubject: Message {number}\r\nMessage-ID: <m{number}@example.org>\r\n\r\n{new string('x', size)}\r\n");
}
