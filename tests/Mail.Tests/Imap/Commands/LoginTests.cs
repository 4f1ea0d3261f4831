using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class LoginTests
{
    // Base64 of NUL user NUL pw.
    private const string PlainMessage = "AHVzZXIAcHc=";

    [Fact]
    public async Task Login_WithSaslIr_TakesOneRoundTrip()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=PLAIN SASL-IR");
            Assert.Equal("AUTHENTICATE PLAIN " + PlainMessage, await c.ExpectAsync("AUTHENTICATE"));
            await c.SendAsync($"{c.Tag} OK [CAPABILITY IMAP4rev1 IDLE] in\r\n");
        });
        await using var client = await server.ConnectAsync();

        await client.LoginAsync("user", "pw");

        Assert.True(client.IsAuthenticated);
        Assert.True(client.Capabilities.Idle);
        Assert.False(client.Capabilities.SaslIr);
    }

    [Fact]
    public async Task Login_WithoutSaslIr_WaitsForTheChallengeAndAsksForCapabilities()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=PLAIN");
            Assert.Equal("AUTHENTICATE PLAIN", await c.ExpectAsync("AUTHENTICATE"));
            await c.SendAsync("+ \r\n");
            Assert.Equal(PlainMessage, await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK in\r\n");
            await c.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE\r\n");
        });
        await using var client = await server.ConnectAsync();

        await client.LoginAsync("user", "pw");

        Assert.True(client.Capabilities.Idle);
    }

    [Fact]
    public async Task Login_ChallengedAfterTheMessage_CancelsAndIsRefused()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=PLAIN SASL-IR");
            await c.ExpectAsync("AUTHENTICATE");
            await c.SendAsync("+ eyJzdGF0dXMiOiI0MDEifQ==\r\n");
            Assert.Equal("*", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} BAD cancelled\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.LoginAsync("user", "pw"));

        Assert.True(refused.IsBad);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Login_WithoutAuthPlain_SendsQuotedStringsAndLiterals()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1");
            Assert.Equal("LOGIN \"us\\\"er\" {4}", await c.ExpectAsync("LOGIN"));
            await c.SendAsync("* OK by the way\r\n+ go\r\n");
            Assert.Equal("p\u00c3\u00a4w", await c.ReceiveAsync(4));
            Assert.Equal("", await c.ReceiveLineAsync());
            await c.SendAsync($"* CAPABILITY IMAP4rev1 IDLE\r\n{c.Tag} OK in\r\n");
        });
        await using var client = await server.ConnectAsync();

        await client.LoginAsync("us\"er", "päw");

        Assert.True(client.Capabilities.Idle);
    }

    [Fact]
    public async Task Login_RefusedAtItsLiteral_KeepsTheConnection()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1");
            await c.ExpectAsync("LOGIN");
            await c.SendAsync($"{c.Tag} NO [UNAVAILABLE] not today\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.LoginAsync("user", "päw"));

        Assert.Equal(("UNAVAILABLE", "not today", "LOGIN"), (refused.Code, refused.Text, refused.Command));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Login_WhereDisabled_SendsNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 LOGINDISABLED");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        Assert.Equal("PRIVACYREQUIRED", (await Assert.ThrowsAsync<ImapCommandException>(() => client.LoginAsync("user", "pw"))).Code);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Login_AfterPreauth_SendsNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync("* PREAUTH [CAPABILITY IMAP4rev1] welcome\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        await client.LoginAsync("user", "pw");
        await client.NoopAsync();
    }

    [Fact]
    public async Task Connect_InPlainToARemoteAddress_IsForbidden()
    {
        var endpoint = new ImapEndpoint("192.0.2.1", 143, ImapSecurity.None);

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(endpoint));

        Assert.Equal(ImapStage.Connect, failure.Stage);
        Assert.Contains("loopback", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_GreetedWithBye_TellsItsWords()
    {
        await using var server = ScriptedServer.Start(c => c.SendAsync("* BYE too many connections\r\n"));

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => server.ConnectAsync());

        Assert.Equal(ImapStage.Bye, failure.Stage);
        Assert.Contains("too many", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ClosedWithoutAWord_FailsInGreeting()
    {
        await using var server = ScriptedServer.Start(_ => Task.CompletedTask);

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => server.ConnectAsync());

        Assert.Equal(ImapStage.Greeting, failure.Stage);
    }

    [Fact]
    public async Task Connect_ByNameWithSeveralAddresses_TriesEach()
    {
        // localhost is ::1 too on most machines, where nobody listens.
        await using var server = ScriptedServer.Start(c => c.GreetAsync());

        await using var client = await ImapClient.ConnectAsync(server.Endpoint(host: "localhost"));

        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Connect_ByANameThatDoesNotExist_FailsInResolve()
    {
        var endpoint = new ImapEndpoint("no-such-host.invalid", 993, ImapSecurity.Tls);

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(endpoint));

        Assert.Equal(ImapStage.Resolve, failure.Stage);
    }
}
