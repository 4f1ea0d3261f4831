using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class ResponseBeforeCommandTests
{
    [Theory]
    [InlineData("A1 OK done\r\n")]
    [InlineData("+ go ahead\r\n")]
    public async Task Connect_WithAnAnswerBehindTheGreeting_IsFatal(string early)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync("* OK no capabilities\r\n" + early);
            await c.UntilClosedAsync();
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => server.ConnectAsync());
    }

    [Fact]
    public async Task Login_AnsweredBeforeItWasSent_IsNotLoggedIn()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            for (var i = 0; i < 100; i++)
            {
                await c.SendAsync($"A{i} OK you are in\r\n");
            }

            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.LoginAsync("user", "pw"));

        Assert.False(client.IsAuthenticated);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("* 5 EXISTS\r\n")]
    [InlineData("\r\n")]
    [InlineData("E1 OK hello\r\n")]
    public async Task Connect_ToSomethingElse_IsFatal(string greeting)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync(greeting);
            await c.UntilClosedAsync();
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => server.ConnectAsync());
    }
}
