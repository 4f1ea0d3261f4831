using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class MailboxTests
{
    [Fact]
    public async Task Create_WithUse_SaysItAndTellsTheIdentifier()
    {
        await using var server = LoggedIn("IMAP4rev1 CREATE-SPECIAL-USE OBJECTID", c =>
            c.AnswerAsync("CREATE \"&AMQ-\" (USE (\\Archive))", "", "OK [MAILBOXID (F2212ea87)] done"));
        await using var client = await LoginAsync(server);

        Assert.Equal("F2212ea87", await client.Mailboxes.CreateAsync(ImapMailbox.FromName("Ä"), ImapSpecialUse.Archive));
    }

    [Fact]
    public async Task Commands_AfterUtf8WasEnabled_UseNamesAsTheyAre()
    {
        await using var server = LoggedIn("IMAP4rev1 IMAP4rev2 ENABLE", async c =>
        {
            await c.AnswerAsync("ENABLE IMAP4rev2", "* ENABLED IMAP4rev2\r\n");
            await c.AnswerAsync("LIST \"\" \"*\"", "* LIST () \"/\" \"A&B \u00c3\u00a4 &AOQ-\"\r\n");
            await c.AnswerAsync("DELETE \"A&B \u00c3\u00a4 &AOQ-\"", "");
            await c.AnswerAsync("STATUS \"\u00c3\u00a4\" (MESSAGES UIDNEXT UIDVALIDITY SIZE DELETED)", "* STATUS \u00c3\u00a4 (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3 SIZE 4 DELETED 5)\r\n");
        });
        await using var client = await LoginAsync(server);
        await client.EnableAsync(["IMAP4rev2"]);

        var mailbox = Assert.Single(await client.ListAsync());

        Assert.Equal("A&B ä &AOQ-", mailbox.Name);
        Assert.Equal("A&-B &AOQ- &-AOQ-", mailbox.WireName);
        await client.Mailboxes.DeleteAsync(mailbox);
        var status = await client.Mailboxes.StatusAsync(ImapMailbox.FromName("ä"), ImapStatusItems.Size | ImapStatusItems.Deleted);
        Assert.Equal((4ul, 5u), (status!.Size, status.Deleted));
    }

    [Fact]
    public async Task List_OfSubscribedWithoutListExtended_IsLsub()
    {
        await using var server = LoggedIn("IMAP4rev1 SPECIAL-USE", async c =>
        {
            await c.AnswerAsync("LSUB \"\" \"a*\"", "* LIST () \"/\" unasked\r\n* LSUB () \"/\" a\r\n");
            await c.AnswerAsync("LSUB \"\" \"b%\"", "* LSUB () \"/\" a\r\n* LSUB (\\Noselect) \"/\" b\r\n");
        });
        await using var client = await LoginAsync(server);

        var listed = await client.Mailboxes.ListAsync(new ImapListQuery { Subscribed = true, Patterns = ["a*", "b%"] });

        Assert.Equal(["a", "b"], listed.Select(m => m.Name));
    }

    [Fact]
    public async Task List_WithAllOptions_AsksOnceAndReadsChildInfo()
    {
        await using var server = LoggedIn("IMAP4rev1 LIST-EXTENDED SPECIAL-USE", c => c.AnswerAsync(
            "LIST (SUBSCRIBED RECURSIVEMATCH SPECIAL-USE) \"\" (\"a\" \"&AOQ-*\") RETURN (SPECIAL-USE SUBSCRIBED CHILDREN)",
            "* LIST (\\NonExistent) \"/\" a (\"X-OTHER\" (1 (2)) CHILDINFO (\"SUBSCRIBED\" x))\r\n* LIST (\\Subscribed \\Sent) \".\" {1}\r\ns ()\r\n"));
        await using var client = await LoginAsync(server);
        var query = new ImapListQuery
        {
            Patterns = ["a", "ä*"],
            Subscribed = true,
            SpecialUse = true,
            RecursiveMatch = true,
            ReturnSubscribed = true,
            ReturnChildren = true,
        };

        var listed = await client.Mailboxes.ListAsync(query with { SpecialUse = true });

        Assert.Equal(ImapSpecialUse.Sent, Assert.Single(listed).Role);
    }

    [Fact]
    public async Task Namespaces_WithNilAndExtensions_AreRead()
    {
        await using var server = LoggedIn("IMAP4rev1 NAMESPACE", c => c.AnswerAsync(
            "NAMESPACE", "* NAMESPACE ((\"\" \"/\")(\"#mh/\" NIL \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) NIL ((\"&AOQ-/\" \"/\"))\r\n"));
        await using var client = await LoginAsync(server);

        var spaces = await client.Mailboxes.NamespacesAsync();

        Assert.Equal([new ImapNamespace("", '/'), new ImapNamespace("#mh/", null)], spaces.Personal);
        Assert.Empty(spaces.Others);
        Assert.Equal(new ImapNamespace("ä/", '/'), Assert.Single(spaces.Shared));
    }

    [Fact]
    public async Task Commands_TheServerDoesNotOffer_AreNotSent()
    {
        await using var server = LoggedIn("IMAP4rev1", c => c.AnswerAsync("NOOP", ""));
        await using var client = await LoginAsync(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Mailboxes.NamespacesAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Mailboxes.CreateAsync(ImapMailbox.FromName("x"), ImapSpecialUse.Sent));
        await client.NoopAsync();
    }

    private static ScriptedServer LoggedIn(string capabilities, Func<ScriptedConnection, Task> script) => ScriptedServer.Start(async c =>
    {
        await c.GreetAsync(capabilities);
        await c.LoggedInAsync(capabilities);
        await script(c);
    });

    private static async Task<ImapClient> LoginAsync(ScriptedServer server)
    {
        var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");
        return client;
    }
}
