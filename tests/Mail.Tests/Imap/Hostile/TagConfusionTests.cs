using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class TagConfusionTests
{
    [Fact]
    public async Task Command_AnsweredUnderAnotherTag_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("LOGIN");
            await c.SendAsync($"{c.Tag}0 OK done\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.LoginAsync("user", "pw"));
    }

    [Fact]
    public async Task Command_AnsweredTwice_KillsTheNextOne()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.LoggedInAsync();
            await c.ExpectAsync("NOOP");
            await c.SendAsync($"{c.Tag} OK done\r\n{c.Tag} OK done\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");
        await client.NoopAsync();

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.NoopAsync());
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Command_AskedForDataItHasNot_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.LoggedInAsync();
            await c.ExpectAsync("NOOP");
            await c.SendAsync("+ tell me more\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.NoopAsync());
    }
}
