using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Sasl;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class AuthenticateTests
{
    private static readonly SaslCredentials Password = SaslCredentials.Password("user", "pencil");

    [Fact]
    public async Task Authenticate_WithSeveralOnOffer_TakesTheStrongestAndCancelsABrokenServer()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=PLAIN AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256 SASL-IR");
            var command = await c.ExpectAsync("AUTHENTICATE SCRAM-SHA-256 ");
            Assert.StartsWith("n,,n=user,r=", Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[2])), StringComparison.Ordinal);
            await c.SendAsync("+ cj1vdGhlcg==\r\n");
            Assert.Equal("*", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} BAD cancelled\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.AuthenticateAsync(Password));

        Assert.False(client.IsConnected);
        Assert.False(client.IsAuthenticated);
    }

    [Fact]
    public async Task Authenticate_SuccessWithoutProof_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=SCRAM-SHA-256 SASL-IR");
            await c.AnswerAsync("AUTHENTICATE", "", "OK come in");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.AuthenticateAsync(Password));

        Assert.False(client.IsAuthenticated);
    }

    [Fact]
    public async Task Authenticate_TokenRefused_TellsTheServersReasonAndKeepsTheConnection()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=XOAUTH2 SASL-IR");
            await c.ExpectAsync("AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHQBAQ==");
            await c.SendAsync("+ eyJzdGF0dXMiOiI0MDEifQ==\r\n");
            Assert.Equal("", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} NO [AUTHENTICATIONFAILED] expired\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.AuthenticateAsync(SaslCredentials.Bearer("u", "t")));

        Assert.Equal(("AUTHENTICATIONFAILED", "expired ({\"status\":\"401\"})"), (refused.Code, refused.Text));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Authenticate_ExternalWithoutIdentity_SendsAnEqualsSignOnItsLine()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=EXTERNAL SASL-IR");
            Assert.Equal("AUTHENTICATE EXTERNAL =", await c.ExpectAsync("AUTHENTICATE"));
            await c.SendAsync($"{c.Tag} OK [CAPABILITY IMAP4rev1] in\r\n");
        });
        await using var client = await server.ConnectAsync();

        await client.AuthenticateAsync(SaslCredentials.External());

        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task Authenticate_WithNothingInCommon_SendsNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=PLAIN");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ImapCommandException>(() => client.AuthenticateAsync(SaslCredentials.Bearer("u", "t")));
        await Assert.ThrowsAsync<ImapCommandException>(() => client.AuthenticateAsync(Password.Only("SCRAM-SHA-256")));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Authenticate_PasswordWithoutMechanism_UsesTheCommandLogin()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 AUTH=LOGIN");
            await c.AnswerAsync("LOGIN \"user\" \"pencil\"", "", "OK [CAPABILITY IMAP4rev1] in");
        });
        await using var client = await server.ConnectAsync();

        await client.AuthenticateAsync(Password);

        Assert.True(client.IsAuthenticated);
    }
}
