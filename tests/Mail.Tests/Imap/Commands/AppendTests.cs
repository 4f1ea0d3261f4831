using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class AppendTests
{
    [Fact]
    public async Task Append_OfSeveral_IsOneCommandWhereOffered()
    {
        await using var server = LoggedIn("IMAP4rev1 MULTIAPPEND LITERAL+ UIDPLUS BINARY", async c =>
        {
            Assert.Equal("APPEND \"INBOX\" (\\Seen) {1+}", await c.ExpectAsync("APPEND"));
            Assert.Equal("a \"15-Jan-2026 00:00:00 +0000\" {2+}\r\nbb ~{1+}\r\n\0\r\n", await c.ReceiveAsync(50));
            await c.SendAsync($"{c.Tag} OK [APPENDUID 7 9,4:5] done\r\n");
        });
        await using var client = await LoginAsync(server);
        using var source = new MemoryStream("bbc"u8.ToArray());

        var appended = await client.AppendAsync(ImapMailbox.Inbox,
        [
            ImapNewMessage.Of("a"u8.ToArray()) with { Flags = ["\\Seen"] },
            ImapNewMessage.Of(source, 2) with { InternalDate = new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero) },
            ImapNewMessage.Of(new byte[] { 0 }),
        ]);

        Assert.Equal([9u, 4u, 5u], appended!.Select(a => a.Uid));
        Assert.Equal(2, source.Position);
    }

    [Fact]
    public async Task Append_OfSeveralWithoutMultiAppend_IsOneAfterTheOther()
    {
        await using var server = LoggedIn("IMAP4rev1", async c =>
        {
            foreach (var text in new[] { "a", "b" })
            {
                Assert.Equal("APPEND \"INBOX\" {1}", await c.ExpectAsync("APPEND"));
                await c.AssertSilentAsync();
                await c.SendAsync("+ go\r\n");
                Assert.Equal(text + "\r\n", await c.ReceiveAsync(3));
                await c.SendAsync($"{c.Tag} OK done\r\n");
            }
        });
        await using var client = await LoginAsync(server);

        Assert.Null(await client.AppendAsync(ImapMailbox.Inbox, [ImapNewMessage.Of("a"u8.ToArray()), ImapNewMessage.Of("b"u8.ToArray())]));
    }

    [Fact]
    public async Task Append_OfUtf8_SaysSoOnceEnabled()
    {
        await using var server = LoggedIn("IMAP4rev1 UTF8=ACCEPT ENABLE LITERAL+", async c =>
        {
            await c.AnswerAsync("ENABLE UTF8=ACCEPT", "* ENABLED UTF8=ACCEPT\r\n");
            Assert.Equal("APPEND \"INBOX\" UTF8 (~{1+}", await c.ExpectAsync("APPEND"));
            Assert.Equal("a)\r\n", await c.ReceiveAsync(4));
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        await using var client = await LoginAsync(server);
        var message = ImapNewMessage.Of("a"u8.ToArray()) with { IsUtf8 = true };

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AppendAsync(ImapMailbox.Inbox, [message]));
        await client.EnableAsync(["UTF8=ACCEPT"]);
        await client.AppendAsync(ImapMailbox.Inbox, [message]);
    }

    [Fact]
    public async Task Append_FromASourceThatEndsEarly_EndsTheConnection()
    {
        await using var server = LoggedIn("IMAP4rev1 LITERAL+", async c =>
        {
            await c.ExpectAsync("APPEND");
            await c.UntilClosedAsync();
        });
        await using var client = await LoginAsync(server);

        await Assert.ThrowsAsync<EndOfStreamException>(() => client.AppendAsync(ImapMailbox.Inbox, [ImapNewMessage.Of(new MemoryStream([1]), 2)]));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Append_OfNulWithoutBinary_IsRefusedBeforeAnythingIsSent()
    {
        await using var server = LoggedIn("IMAP4rev1", c => c.AnswerAsync("NOOP", ""));
        await using var client = await LoginAsync(server);

        await Assert.ThrowsAsync<ArgumentException>(() => client.AppendAsync(ImapMailbox.Inbox, [], null, new byte[] { 65, 0 }));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Append_RefusedAtItsAnnouncement_NeverSendsTheMessage()
    {
        await using var server = LoggedIn("IMAP4rev1", async c =>
        {
            await c.AnswerAsync("APPEND", "", "NO [OVERQUOTA] full");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await LoginAsync(server);

        Assert.Equal("OVERQUOTA", (await Assert.ThrowsAsync<ImapCommandException>(() =>
            client.AppendAsync(ImapMailbox.Inbox, [ImapNewMessage.Of(new MemoryStream(), 100)]))).Code);
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
