using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class StartTlsInjectionTests
{
    [Theory]
    [InlineData("* OK [CAPABILITY IMAP4rev1 EVIL] injected\r\n")]
    [InlineData("E1 OK injected\r\n")]
    [InlineData("x")]
    public async Task StartTls_WithDataBehindItsAnswer_IsFatal(string injected)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 STARTTLS");
            await c.ExpectAsync("STARTTLS");
            await c.SendAsync($"{c.Tag} OK begin\r\n{injected}");
            await c.UntilClosedAsync();
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => ImapClient.ConnectAsync(server.Endpoint(ImapSecurity.StartTls)));
    }

    [Fact]
    public async Task StartTls_Done_ForgetsCapabilitiesOfThePlainConnection()
    {
        using var certificate = SelfSignedCertificate.Create();
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 STARTTLS AUTH=EVIL");
            await c.ExpectAsync("STARTTLS");
            await c.SendAsync($"{c.Tag} OK begin\r\n");
            await c.SecureAsync(certificate);
            await c.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE\r\n");
            await c.UntilClosedAsync();
        });
        var options = new ImapClientOptions { CertificateValidation = (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString() };

        await using var client = await ImapClient.ConnectAsync(server.Endpoint(ImapSecurity.StartTls), options);

        Assert.Equal(["IDLE", "IMAP4rev1"], client.Capabilities.Names.Order());
    }

    [Theory]
    [InlineData("* OK [CAPABILITY IMAP4rev1] no TLS here\r\n")]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] you are in already\r\n")]
    public async Task StartTls_NotOnOffer_NeverFallsBackToPlain(string greeting)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync(greeting);
            Assert.Fail("Sent in plain: " + await c.ReceiveLineAsync());
        });

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(server.Endpoint(ImapSecurity.StartTls)));

        Assert.Equal(ImapStage.Tls, failure.Stage);
    }
}
