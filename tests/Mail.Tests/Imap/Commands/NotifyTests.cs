using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class NotifyTests
{
    private const string Offered = "IMAP4rev1 IDLE CONDSTORE NOTIFY";
    private const ImapNotifyEvents Changes = ImapNotifyEvents.Messages | ImapNotifyEvents.Flags;

    private static readonly ImapNotifyGroup[] Personal = [new(ImapNotifyFilter.Personal, Changes | ImapNotifyEvents.Names)];

    [Fact]
    public async Task Set_WritesEveryFilterAndEvent()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync(
                "NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) (inboxes (MessageNew MessageExpunge)) (personal (MailboxName))"
                + " (subscribed (SubscriptionChange)) (subtree (\"Arch&AOQ-v\" \"b \\\"c\\\"\") NONE) (mailboxes (\"INBOX\") (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))", "");
            await c.AnswerAsync("NOTIFY NONE", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await client.Notifications.SetAsync(
            [
                new(ImapNotifyFilter.SelectedDelayed, Changes), new(ImapNotifyFilter.Inboxes, ImapNotifyEvents.Messages),
                new(ImapNotifyFilter.Personal, ImapNotifyEvents.Names), new(ImapNotifyFilter.Subscribed, ImapNotifyEvents.Subscriptions),
                new(ImapNotifyFilter.Subtree(ImapMailbox.FromName("Archäv"), ImapMailbox.FromName("b \"c\"")), ImapNotifyEvents.None),
                new(ImapNotifyFilter.Mailboxes(ImapMailbox.Inbox), Changes | ImapNotifyEvents.Names | ImapNotifyEvents.Subscriptions),
            ],
            status: true);

        Assert.True(client.Notifications.AreOn);
        await client.Notifications.StopAsync();
        Assert.False(client.Notifications.AreOn);
    }

    [Fact]
    public async Task Set_AgainstTheRules_IsRefusedUnsent()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        async Task RefusesAsync(params ImapNotifyGroup[] groups)
            => await Assert.ThrowsAsync<ArgumentException>(() => client.Notifications.SetAsync(groups));
        await RefusesAsync();
        await RefusesAsync(new ImapNotifyGroup(ImapNotifyFilter.Personal, ImapNotifyEvents.Flags));
        await RefusesAsync(new ImapNotifyGroup(ImapNotifyFilter.Selected, Changes | ImapNotifyEvents.Names));
        await RefusesAsync(new(ImapNotifyFilter.Selected, Changes), new(ImapNotifyFilter.SelectedDelayed, Changes));
        Assert.Throws<ArgumentException>(() => ImapNotifyFilter.Subtree());
        await client.NoopAsync();
    }

    [Fact]
    public async Task Set_WhereTheServerHasNone_IsRefused()
    {
        await using var server = ScriptedServer.Start(c => c.SelectedAsync("IMAP4rev1"));
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Notifications.SetAsync(Personal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Notifications.StopAsync());
    }

    [Fact]
    public async Task News_ToldInPieces_AreTakenTogetherOnce()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync(
                "NOTIFY SET STATUS",
                "* STATUS inbox (MESSAGES 3 UIDNEXT 8 UIDVALIDITY 5 UNSEEN 1)\r\n* STATUS A (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 9)\r\n* 11 EXISTS\r\n");
            await c.AnswerAsync("NOOP", "* STATUS INBOX (UIDVALIDITY 5 HIGHESTMODSEQ 77)\r\n* LIST () \"/\" New (\"OLDNAME\" (\"K&APY-ln\"))\r\n* LIST (\\NonExistent) \"/\" Gone\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Personal, status: true);
        await client.NoopAsync();

        var news = client.Notifications.Take();

        Assert.Equal(["INBOX", "A"], news.Counted.Select(n => n.Mailbox.Name));
        Assert.Equal(new ImapStatusUpdate { Messages = 3, UidNext = 8, UidValidity = 5, Unseen = 1, HighestModSeq = 77 }, news.Counted[0].Status);
        Assert.Equal([("New", "Köln"), ("Gone", null)], news.Listed.Select(m => (m.Name, m.OldName)));
        Assert.Equal([true, false], news.Listed.Select(m => m.IsSelectable));
        Assert.Equal((false, false), (news.Incomplete, news.Stopped));
        Assert.Equal(11u, client.TakeChanges().Exists);
        await client.NoopAsync();
        Assert.True(client.Notifications.Take().IsEmpty);
    }

    [Fact]
    public async Task Idle_ReturnsForOtherMailboxesAndOutlivesASelection()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET (personal", "");
            await c.AnswerAsync("SELECT \"A\"", "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n");
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n* STATUS INBOX (MESSAGES 12 UIDNEXT 13 UIDVALIDITY 1)\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("SELECT \"INBOX\"", "* 12 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Personal);
        await client.SelectAsync(ImapMailbox.FromName("A"));

        Assert.Equal(ImapIdleResult.Changed, await client.IdleAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(ImapIdleResult.Changed, await client.IdleAsync(TimeSpan.FromMinutes(5)));
        Assert.True(client.TakeChanges().IsEmpty);
        await client.SelectAsync(ImapMailbox.Inbox);

        Assert.Equal(12u, Assert.Single(client.Notifications.Take().Counted).Status.Messages);
    }

    [Theory]
    [InlineData("* STATUS A (MESSAGES 4 UIDNEXT 5 UIDVALIDITY 6)\r\n* STATUS A (UIDVALIDITY 6 HIGHESTMODSEQ 7)\r\n")]
    [InlineData("* STATUS A (UIDVALIDITY 6 HIGHESTMODSEQ 7)\r\n* STATUS A (MESSAGES 4 UIDNEXT 5 UIDVALIDITY 6)\r\n")]
    public async Task Status_BesideNewsOfTheSameMailbox_KeepsItsAnswer(string untagged)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "");
            await c.AnswerAsync("STATUS \"A\"", untagged);
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Personal);

        Assert.Equal(new ImapStatus(6, 5, 4, 7), await client.StatusAsync(ImapMailbox.FromName("A")));
    }

    [Theory]
    [InlineData("LIST", "* LIST () \"/\" A\r\n")]
    [InlineData("STATUS", "")]
    public async Task Status_SentTwice_IsNewsToo(string command, string first)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered + " LIST-STATUS");
            await c.AnswerAsync("NOTIFY SET", "");
            await c.AnswerAsync(command, first + "* STATUS A (UIDVALIDITY 6 HIGHESTMODSEQ 7)\r\n* STATUS A (MESSAGES 4 UIDNEXT 5 UIDVALIDITY 6 HIGHESTMODSEQ 8)\r\n");
            await c.AnswerAsync(command, first + "* STATUS A (MESSAGES 4 UIDNEXT 5 UIDVALIDITY 6 HIGHESTMODSEQ 8)\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Personal);

        Assert.Equal(new ImapStatus(6, 5, 4, 8), await AskAsync());
        Assert.Equal(8u, Assert.Single(client.Notifications.Take().Counted).Status.HighestModSeq);
        Assert.Equal(new ImapStatus(6, 5, 4, 8), await AskAsync());
        Assert.True(client.Notifications.Take().IsEmpty);

        async Task<ImapStatus?> AskAsync() =>
            command == "LIST" ? Assert.Single(await client.ListStatusAsync()).Status : await client.StatusAsync(ImapMailbox.FromName("A"));
    }

    [Fact]
    public async Task List_BesideNewsOfAMailbox_NamesItOnceAsItIsNow()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "");
            await c.AnswerAsync("LIST", "* LIST () \"/\" A\r\n* LIST () \"/\" B\r\n* LIST (\\NonExistent) \"/\" A\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        await client.Notifications.SetAsync(Personal);

        Assert.Equal([("A", false), ("B", true)], (await client.ListAsync()).Select(m => (m.Name, m.IsSelectable)));
    }

    [Fact]
    public async Task Refusal_LeavesWhatWasAskedForBefore()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Offered);
            await c.AnswerAsync("NOTIFY SET", "", "NO [BADEVENT MailboxName] not here");
            await c.AnswerAsync("NOOP", "* STATUS A (MESSAGES 1)\r\n");
            await c.AnswerAsync("NOTIFY SET", "");
            await c.AnswerAsync("NOTIFY SET", "", "NO [NOTIFICATIONOVERFLOW] too many");
            await c.AnswerAsync("NOOP", "* STATUS B (MESSAGES 1)\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal("BADEVENT", (await Assert.ThrowsAsync<ImapCommandException>(() => client.Notifications.SetAsync(Personal))).Code);
        await client.NoopAsync();
        Assert.False(client.Notifications.AreOn);
        await client.Notifications.SetAsync(Personal);
        Assert.Equal("NOTIFICATIONOVERFLOW", (await Assert.ThrowsAsync<ImapCommandException>(() => client.Notifications.SetAsync(Personal))).Code);
        await client.NoopAsync();

        Assert.True(client.Notifications.AreOn);
        Assert.Equal("B", Assert.Single(client.Notifications.Take().Counted).Mailbox.Name);
    }
}
