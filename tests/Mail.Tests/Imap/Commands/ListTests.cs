using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class ListTests
{
    [Fact]
    public async Task ListStatus_OnAPoorServer_PipelinesStatusAndSkipsRefusals()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.LoggedInAsync();
            await c.AnswerAsync(
                "LIST \"\" \"*\"", "* LIST () \"/\" Inbox\r\n* LIST (\\Noselect) \"/\" a\r\n* LIST () \"/\" gone\r\n* LIST () \"/\" \"a/b c\"\r\n");
            await c.ExpectAsync("STATUS \"Inbox\" (MESSAGES UIDNEXT UIDVALIDITY)");
            var first = c.Tag;
            await c.ExpectAsync("STATUS \"gone\"");
            var second = c.Tag;
            await c.ExpectAsync("STATUS \"a/b c\"");
            await c.SendAsync("* STATUS \"a/b c\" (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 4)\r\n* STATUS INBOX (MESSAGES 5 UIDNEXT 6 UIDVALIDITY 7)\r\n");
            await c.SendAsync($"{c.Tag} OK done\r\n{second} NO [NONEXISTENT] gone\r\n{first} OK done\r\n");
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");

        var states = await client.ListStatusAsync();

        Assert.Equal(["INBOX", "a", "gone", "a/b c"], states.Select(s => s.Mailbox.Name));
        Assert.Equal([new ImapStatus(7, 6, 5, null), null, null, new ImapStatus(4, 3, 2, null)], states.Select(s => s.Status));
    }

    [Theory]
    [InlineData("IMAP4rev1 SPECIAL-USE", "LIST \"\" \"*\"")]
    [InlineData("IMAP4rev1 SPECIAL-USE LIST-EXTENDED", "LIST \"\" \"*\" RETURN (SPECIAL-USE)")]
    [InlineData("IMAP4rev2", "LIST \"\" \"*\" RETURN (SPECIAL-USE)")]
    public async Task List_AsksForRolesWhereTheServerUnderstands(string capabilities, string expected)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync(capabilities);
            await c.LoggedInAsync(capabilities);
            Assert.Equal(expected, await c.ExpectAsync("LIST"));
            await c.SendAsync($"* LIST (\\HasNoChildren \\JUNK) \"/\" Spam\r\n{c.Tag} OK done\r\n");
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");

        Assert.Equal(ImapSpecialUse.Junk, Assert.Single(await client.ListAsync()).Role);
    }

    [Fact]
    public async Task List_OverTheLimit_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.LoggedInAsync();
            await c.ExpectAsync("LIST");
            for (var i = 0; i < 11; i++)
            {
                await c.SendAsync($"* LIST () \"/\" m{i}\r\n");
            }

            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync(new ImapClientOptions { Limits = ImapLimits.Default with { Mailboxes = 10 } });
        await client.LoginAsync("user", "pw");

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.ListAsync());
    }
}
