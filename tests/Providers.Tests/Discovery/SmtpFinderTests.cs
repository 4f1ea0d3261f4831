using EmailAgent.Delivery.Smtp;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Egress;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Discovery;

public sealed class SmtpFinderTests
{
    private const string Email = "ann@example.org";

    [Fact]
    public async Task Complete_WithAServerThatWorks_KeepsIt()
    {
        await using var server = AnsweringSmtpServer.Start();

        var settings = await CompleteAsync(server.Port);

        Assert.Equal((server.Port, null), (settings.Smtp!.Port, settings.SmtpError));
        Assert.Equal(0, server.Messages);
    }

    [Theory]
    [InlineData(AnsweringSmtpServer.Auth, "535 5.7.8 wrong")]
    [InlineData(AnsweringSmtpServer.Greeting, AnsweringSmtpServer.Cut)]
    [InlineData(AnsweringSmtpServer.Greeting, "554 no")]
    [InlineData(AnsweringSmtpServer.Ehlo, "not smtp")]
    public async Task Complete_WithAServerThatDoesNotWork_KeepsItWithTheReason(string place, string answer)
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(place, answer);

        var settings = await CompleteAsync(server.Port);

        Assert.Equal(server.Port, settings.Smtp!.Port);
        Assert.NotNull(settings.SmtpError);
        Assert.DoesNotContain("secret", settings.SmtpError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WithAServerThatIsSilent_EndsInTime()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Greeting, AnsweringSmtpServer.Silence);

        var settings = await CompleteAsync(server.Port, new DiscoveryOptions { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal("The submission server did not answer in time.", settings.SmtpError);
    }

    [Fact]
    public async Task Complete_WithoutAServer_LeavesAMailboxThatCanOnlyBeRead()
    {
        var settings = await CompleteAsync(port: null);

        Assert.Null(settings.Smtp);
        Assert.NotNull(settings.SmtpError);
    }

    [Fact]
    public async Task Complete_WithAServerThatOnlyRecordsName_LeavesItToTheOwner()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "mail.example.net", 993);
        world.Dns.AddService("_submissions._tcp.example.org", "submit.example.net", 465);

        var settings = await CompleteAsync(world, "mail.example.net");

        Assert.Null(settings.Smtp);
        Assert.Contains("submit.example.net", settings.SmtpError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WithAGuessThatDoesNotWork_ForgetsIt()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Probe.Servers.Add("127.0.0.1:465");

        var settings = await CompleteAsync(world, "127.0.0.1");

        Assert.Null(settings.Smtp);
        Assert.NotNull(settings.SmtpError);
    }

    [Fact]
    public async Task Verify_OfAServerThatRefusesTheLogin_FailsAsThat()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Auth, "535 5.7.8 wrong");

        var failure = await Assert.ThrowsAsync<ProviderException>(() => VerifyAsync(server.Port));

        Assert.Equal(ProviderFailure.Authentication, failure.Failure);
    }

    [Fact]
    public async Task Settings_MergedIntoStoredOnes_ClearTheReason()
    {
        await using var server = AnsweringSmtpServer.Start();

        var settings = await VerifyAsync(server.Port);

        Assert.Contains("\"smtp_error\":null", settings, StringComparison.Ordinal);
    }

    private static async Task<ImapAccountSettings> CompleteAsync(int? port, DiscoveryOptions? options = null)
    {
        await using var world = await DiscoveryWorld.StartAsync(lookups: false);
        return ImapAccountSettings.Parse(await Finder(world, options).CompleteAsync(Account("imap.example.org", port), Email, CancellationToken.None));
    }

    private static async Task<ImapAccountSettings> CompleteAsync(DiscoveryWorld world, string host) =>
        ImapAccountSettings.Parse(await Finder(world).CompleteAsync(Account(host, port: null), Email, CancellationToken.None));

    private static async Task<string> VerifyAsync(int port)
    {
        await using var world = await DiscoveryWorld.StartAsync(lookups: false);
        return await Finder(world).VerifyAsync(Account("imap.example.org", port), CancellationToken.None);
    }

    private static MailboxAccount Account(string host, int? port) => new(
        new ImapAccountSettings(host, 993, ImapSecurity.Tls, "ann")
        {
            Smtp = port is { } known ? new SmtpAccountSettings("127.0.0.1", known, SmtpSecurity.None, "ann") : null,
        }.ToJson(),
        new PasswordCredentials("secret"));

    private static SmtpFinder Finder(DiscoveryWorld world, DiscoveryOptions? options = null)
    {
        var egress = new EgressPolicy(Options.Create(new EgressOptions { Allow = ["127.0.0.0/8"] }));
        var connector = new SmtpConnector(Options.Create(new SmtpSubmitOptions()), egress, TimeProvider.System);
        return new SmtpFinder(world.Finder, connector, Options.Create(options ?? new DiscoveryOptions { Timeout = TimeSpan.FromMinutes(1) }), TimeProvider.System);
    }
}
