using EmailAgent.Delivery.Notices;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Delivery.Tests.Notices;

/// <summary>What becomes of a mail, and what is said of it, when the server does not simply take it.</summary>
public sealed class SmtpNoticeSenderTests
{
    private const string To = "somebody@example.org";
    private const string Secret = "hunter2-the-password";

    // What servers say may repeat anything.
    private const string Words = $"no {To} {Secret} come back";

    [Theory]
    [InlineData(AnsweringSmtpServer.Greeting, "421 4.3.2", "Later")]
    [InlineData(AnsweringSmtpServer.Greeting, "554 5.3.2", "Later")]
    [InlineData(AnsweringSmtpServer.Ehlo, "421 4.3.2", "Later")]
    [InlineData(AnsweringSmtpServer.Auth, "454 4.7.0", "Later")]
    [InlineData(AnsweringSmtpServer.Auth, "535 5.7.8", "Later")] // the configuration can be mended
    [InlineData(AnsweringSmtpServer.Mail, "451 4.3.0", "Later")]
    [InlineData(AnsweringSmtpServer.Mail, "550 5.7.1", "Refused")]
    [InlineData(AnsweringSmtpServer.Rcpt, "450 4.2.1", "Later")]
    [InlineData(AnsweringSmtpServer.Rcpt, "550 5.1.1", "Refused")]
    [InlineData(AnsweringSmtpServer.Data, "451 4.3.0", "Later")]
    [InlineData(AnsweringSmtpServer.Data, "554 5.5.1", "Refused")]
    [InlineData(AnsweringSmtpServer.End, "452 4.3.1", "Later")]
    [InlineData(AnsweringSmtpServer.End, "554 5.6.0", "Refused")]
    [InlineData(AnsweringSmtpServer.Rcpt, "421 4.3.2", "Later")]
    public async Task Send_Refused_IsJudgedByTheCodeAndSaysNothingElse(string place, string codes, string fate)
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(place, $"{codes} {Words}");

        var receipt = await SendAsync(server);

        Assert.Equal(Enum.Parse<NoticeFate>(fate), receipt.Fate);
        Assert.Contains(codes[..3], receipt.Reason, StringComparison.Ordinal);
        SaysNoMore(receipt);
    }

    [Theory]
    [InlineData(AnsweringSmtpServer.Greeting)]
    [InlineData(AnsweringSmtpServer.Ehlo)]
    [InlineData(AnsweringSmtpServer.Auth)]
    [InlineData(AnsweringSmtpServer.Mail)]
    [InlineData(AnsweringSmtpServer.Rcpt)]
    [InlineData(AnsweringSmtpServer.Data)]
    [InlineData(AnsweringSmtpServer.End)]
    public async Task Send_CutAnywhere_IsToBeTriedAgain(string place)
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(place, AnsweringSmtpServer.Cut);

        var receipt = await SendAsync(server);

        Assert.Equal(NoticeFate.Later, receipt.Fate);
        SaysNoMore(receipt);
    }

    [Theory]
    [InlineData(AnsweringSmtpServer.Greeting)]
    [InlineData(AnsweringSmtpServer.Auth)]
    [InlineData(AnsweringSmtpServer.Rcpt)]
    [InlineData(AnsweringSmtpServer.End)]
    public async Task Send_SilentServer_IsGivenUpInTime(string place)
    {
        var clock = new ManualTimeProvider();
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(place, AnsweringSmtpServer.Silence);

        var sending = SendAsync(server, clock);
        await clock.AdvanceUntilEndAsync(sending, TimeSpan.FromSeconds(60));

        Assert.Equal(NoticeFate.Later, (await sending).Fate);
        SaysNoMore(await sending);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("250-")]
    [InlineData("999 9.9.9 what")]
    public async Task Send_ServerThatDoesNotSpeakSmtp_IsToBeTriedAgain(string reply)
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Rcpt, $"{reply} {Words}\r\n{Words}");

        var receipt = await SendAsync(server);

        Assert.Equal(NoticeFate.Later, receipt.Fate);
        SaysNoMore(receipt);
    }

    [Fact]
    public async Task Send_NoServer_IsToBeTriedAgain()
    {
        int port;
        await using (var server = AnsweringSmtpServer.Start())
            port = server.Port;

        Assert.Equal(NoticeFate.Later, (await SendAsync(port, TimeProvider.System)).Fate);
    }

    [Fact]
    public async Task Send_AddressThatSmtpCannotCarry_IsRefusedAndNothingIsSmuggled()
    {
        await using var server = AnsweringSmtpServer.Start();

        var receipt = await Sender(server.Port, TimeProvider.System).SendAsync(new Notice("a@b.example>\r\nRCPT TO:<x@y.example", "Subject", "Text"), default);

        Assert.Equal(NoticeFate.Refused, receipt.Fate);
        Assert.Equal(0, server.Messages);
    }

    private static void SaysNoMore(NoticeReceipt receipt)
    {
        Assert.NotNull(receipt.Reason);
        Assert.DoesNotContain("example.org", receipt.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, receipt.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("come back", receipt.Reason, StringComparison.Ordinal);
    }

    private static Task<NoticeReceipt> SendAsync(AnsweringSmtpServer server, TimeProvider? time = null) => SendAsync(server.Port, time ?? TimeProvider.System);

    private static Task<NoticeReceipt> SendAsync(int port, TimeProvider time) => Sender(port, time).SendAsync(new Notice(To, "Subject", "Text\n"), default);

    private static SmtpNoticeSender Sender(int port, TimeProvider time) => new(
        Options.Create(new NoticeOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            Username = "emailagent",
            Password = Secret,
            From = "noreply@example.org",
        }),
        time);
}
