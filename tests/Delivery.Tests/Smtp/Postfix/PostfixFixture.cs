using EmailAgent.Delivery.Smtp;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp.Postfix;

/// <summary>One Postfix for a test class; each test takes a user of its own.</summary>
public sealed class PostfixFixture : IAsyncLifetime
{
    private static int _users;
    private PostfixServer? _server;

    public PostfixServer Server => _server ?? throw new InvalidOperationException("Postfix is missing.");

    public static string NewUser() => PostfixServer.Users[Interlocked.Increment(ref _users) - 1];

    public static string Address(string user) => $"{user}@{PostfixServer.Domain}";

    public async Task InitializeAsync()
    {
        if (PostfixServer.Missing is null)
        {
            _server = await PostfixServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    public Task<SubmissionClient> ConnectAsync(SmtpSecurity security = SmtpSecurity.StartTls)
        => SubmissionClient.ConnectAsync(new SmtpEndpoint(PostfixServer.Host, Server.Port, security), new SubmissionOptions
        {
            CertificateValidation = (_, certificate, _, _) => certificate!.GetCertHashString() == Server.Certificate.GetCertHashString(),
        });
}
