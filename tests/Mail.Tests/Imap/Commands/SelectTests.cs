using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class SelectTests
{
    private const string QResync = "IMAP4rev1 ENABLE CONDSTORE QRESYNC";

    [Fact]
    public async Task Select_OfAnotherMailbox_DropsWhatBelongsToTheOneBefore()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(QResync);
            await c.AnswerAsync("ENABLE QRESYNC", "* ENABLED QRESYNC\r\n");
            Assert.Equal("SELECT \"Sent\" (QRESYNC (5 9 1:9))", await c.ExpectAsync("SELECT"));
            await c.SendAsync("* 99 EXISTS\r\n* VANISHED 1:50\r\n* 3 FETCH (UID 7 FLAGS ())\r\n* OK [CLOSED] bye\r\n");
            await c.SendAsync("* 4 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\n* OK [UIDVALIDITY 5] ok\r\n");
            await c.SendAsync("* OK [UIDNEXT 12] ok\r\n* OK [HIGHESTMODSEQ 44] ok\r\n* VANISHED (EARLIER) 3\r\n* 4 FETCH (UID 9 FLAGS (\\Seen) MODSEQ (43))\r\n");
            await c.SendAsync($"{c.Tag} OK [READ-ONLY] done\r\n");
        });
        await using var client = await Hostile.HostileServer.SelectedAsync(server);
        await client.EnableAsync(["QRESYNC"]);
        var options = new ImapSelectOptions { QResync = new ImapQResync(5, 9, UidSet.FromRange(1, 9)) };

        var selection = await client.SelectAsync(ImapMailbox.FromName("Sent"), options);

        Assert.Equal((4u, 5u, 12u, 44ul), (selection.Exists, selection.UidValidity, selection.UidNext, selection.HighestModSeq));
        Assert.True(selection.ReadOnly);
        Assert.Equal(["\\Seen", "\\*"], selection.PermanentFlags!);
        Assert.Equal("3", selection.Vanished.ToString());
        var change = Assert.Single(selection.Changes);
        Assert.Equal((4u, 9u, 43ul), (change.SequenceNumber, change.Uid, change.ModSeq));
    }

    [Fact]
    public async Task Select_WithQResyncNotEnabled_IsAMistakeOfTheCaller()
    {
        await using var server = ScriptedServer.Start(c => c.SelectedAsync(QResync));
        await using var client = await Hostile.HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            client.SelectAsync(ImapMailbox.Inbox, new ImapSelectOptions { QResync = new ImapQResync(1, 1) }));
    }

    [Fact]
    public async Task Select_WithoutModSeq_HasNone()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 CONDSTORE");
            await c.LoggedInAsync("IMAP4rev1 CONDSTORE");
            await c.AnswerAsync("SELECT \"INBOX\" (CONDSTORE)", "* 1 EXISTS\r\n* OK [UIDVALIDITY 3] x\r\n* OK [NOMODSEQ] no\r\n");
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");

        Assert.Null((await client.SelectAsync(ImapMailbox.Inbox)).HighestModSeq);
    }

    [Fact]
    public async Task Unselect_OnAPoorServer_NeverExpunges()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1");
            await c.AnswerAsync("EXAMINE \"INBOX\"", "", "OK [READ-ONLY] done");
            await c.AnswerAsync("CLOSE", "");
        });
        await using var client = await Hostile.HostileServer.SelectedAsync(server);

        await client.UnselectAsync();

        Assert.Null(client.Selected);
        await client.UnselectAsync();
    }

    [Fact]
    public async Task Updates_BetweenCommands_AreCollectedUntilTaken()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("NOOP", "* 11 EXISTS\r\n* 3 EXPUNGE\r\n* 3 EXPUNGE\r\n* VANISHED 7,5\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 9 MODSEQ (5))\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await Hostile.HostileServer.SelectedAsync(server);

        await client.NoopAsync();
        var changes = client.TakeChanges();

        Assert.Equal(11u, changes.Exists);
        Assert.Equal([3u, 3u], changes.Expunged);
        Assert.Equal("5,7", changes.Vanished.ToString());
        Assert.Equal([(null, null), (9u, 5ul)], changes.Flags.Select(f => (f.Uid, f.ModSeq)));
        await client.NoopAsync();
        Assert.Same(ImapMailboxChanges.None, client.TakeChanges());
    }

    [Fact]
    public async Task Select_WhileAFetchRuns_WaitsForItsEnd()
    {
        await using var server = Hostile.HostileServer.AnsweringFetch(async c =>
        {
            await c.SendAsync("* 1 FETCH (UID 1 FLAGS ())\r\n");
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("SELECT \"Sent\"", "");
        });
        await using var client = await Hostile.HostileServer.SelectedAsync(server);

        Task? select = null;
        await foreach (var fetch in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Flags = true }))
        {
            fetch.Dispose();
            select = client.SelectAsync(ImapMailbox.FromName("Sent"));
            Assert.Equal(ImapMailbox.Inbox, client.Selected);
        }

        await select!;
        Assert.Equal("Sent", client.Selected!.Name);
    }
}
