using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

/// <summary>Servers that report mailboxes nobody asked for, or without end.</summary>
public sealed class NewsFloodTests
{
    private const string Offered = "IMAP4rev1 IDLE NOTIFY";

    private static readonly ImapNotifyGroup[] Groups = [new(ImapNotifyFilter.Mailboxes(ImapMailbox.FromName("A")), ImapNotifyEvents.Messages)];

    [Fact]
    public async Task News_ThatNobodyAskedFor_AreNotKept()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n* STATUS A (MESSAGES 1)\r\n* LIST () \"/\" B\r\n* OK [NOTIFICATIONOVERFLOW] stop\r\n* 11 EXISTS\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await client.IdleAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(11u, client.TakeChanges().Exists);
        Assert.True(client.Notifications.Take().IsEmpty);
    }

    [Fact]
    public async Task News_OfMailboxesNotAskedFor_AreKeptAsNewsAndBreakNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "* STATUS \"never asked\" (MESSAGES 1 X-NEW (1 (2)))\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await client.Notifications.SetAsync(Groups);

        Assert.Equal("never asked", Assert.Single(client.Notifications.Take().Counted).Mailbox.Name);
    }

    [Theory]
    [InlineData("* STATUS {0} (MESSAGES 1)\r\n")]
    [InlineData("* LIST () \"/\" {0}\r\n")]
    [InlineData("* LIST () \"/\" same\r\n")]
    [InlineData("* LIST (\\a{0} \\b \\c \\d) \"/\" same\r\n")]
    [InlineData("* LIST () \"/\" same (OLDNAME ({0}))\r\n")]
    public async Task News_InFloods_AreDroppedAndSaidToBeIncomplete(string line)
    {
        var flood = new StringBuilder();
        for (var i = 0; i < 5000; i++)
        {
            flood.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, line, new string('n', 100) + i);
        }

        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "");
            await c.AnswerAsync("NOOP", flood.ToString());
            await c.AnswerAsync("NOOP", "* STATUS A (MESSAGES 1)\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(
            server, new ImapClientOptions { Limits = ImapLimits.Default with { News = 100_000 } });
        await client.Notifications.SetAsync(Groups);
        await client.NoopAsync();

        var news = client.Notifications.Take();

        Assert.True(news.Incomplete);
        Assert.InRange(news.Counted.Count + news.Listed.Count, 20, 350);
        await client.NoopAsync();
        Assert.Equal(("A", false), (Assert.Single(client.Notifications.Take().Counted).Mailbox.Name, client.Notifications.Take().Incomplete));
    }

    [Fact]
    public async Task News_OfOneMailboxAgainAndAgain_TakeTheRoomOfOne()
    {
        var flood = string.Concat(Enumerable.Range(1, 5000).Select(i => $"* STATUS {(i % 2 == 0 ? "inbox" : "INBOX")} (MESSAGES {i})\r\n"));
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", flood);
        });
        await using var client = await HostileServer.SelectedAsync(server, new ImapClientOptions { Limits = ImapLimits.Default with { News = 1000 } });

        await client.Notifications.SetAsync(Groups);

        var news = client.Notifications.Take();
        Assert.Equal((5000u, false), (Assert.Single(news.Counted).Status.Messages, news.Incomplete));
    }

    [Fact]
    public async Task Overflow_EndsIdleAndNewsUntilAskedAgain()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "");
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n* OK [NOTIFICATIONOVERFLOW] too much\r\n* STATUS A (MESSAGES 1)\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOTIFY SET", "* STATUS A (MESSAGES 2)\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Groups);

        Assert.Equal(ImapIdleResult.Changed, await client.IdleAsync(TimeSpan.FromMinutes(5)));

        Assert.False(client.Notifications.AreOn);
        var news = client.Notifications.Take();
        Assert.Equal((true, 0), (news.Stopped, news.Counted.Count));
        await client.Notifications.SetAsync(Groups, status: true);
        Assert.Equal(2u, Assert.Single(client.Notifications.Take().Counted).Status.Messages);
    }

    [Theory]
    [InlineData("* STATUS\r\n")]
    [InlineData("* STATUS A\r\n")]
    [InlineData("* STATUS A (MESSAGES)\r\n")]
    [InlineData("* STATUS A (MESSAGES 99999999999)\r\n")]
    [InlineData("* LIST\r\n")]
    [InlineData("* LIST () \"/\" A (OLDNAME (\r\n")]
    public async Task News_Malformed_EndTheConnection(string line)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", line);
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.Notifications.SetAsync(Groups));
        Assert.False(client.IsConnected);
    }
}
