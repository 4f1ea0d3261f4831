using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class MessageCommandTests
{
    [Fact]
    public async Task Fetch_MixedWithNews_KeepsThemApart()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            Assert.Equal("UID FETCH 5:* (UID FLAGS BODY.PEEK[])", await c.ExpectAsync("UID FETCH"));
            await c.SendAsync("* 2 FETCH (UID 6 FLAGS (\\Deleted))\r\n* 11 EXISTS\r\n* 3 FETCH (FLAGS ())\r\n");
            await c.SendAsync("* 2 FETCH (UID 6 FLAGS () BODY[] {2}\r\nab)\r\n* 1 FETCH (UID 4 FLAGS () BODY[] {3}\r\nold)\r\n");
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var uids = new List<uint>();

        await foreach (var fetch in client.UidFetchAsync(UidSet.From(5), new ImapFetchQuery { Flags = true, Sections = [ImapBodySection.Whole] }))
        {
            uids.Add(fetch.Uid);
            fetch.Dispose();
        }

        var changes = client.TakeChanges();
        Assert.Equal([6u], uids);
        Assert.Equal(11u, changes.Exists);
        Assert.Equal([2u, 3u, 1u], changes.Flags.Select(f => f.SequenceNumber));
    }

    [Fact]
    public async Task Fetch_FlagsThatWereNotRequested_AreNewsToo()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("UID FETCH 1:* (UID)", "* 1 FETCH (UID 1)\r\n* 2 FETCH (FLAGS (\\Seen) UID 2)\r\n");
            await c.AnswerAsync("UID FETCH 1:* (UID BODY.PEEK[])", "* 1 FETCH (FLAGS () UID 1 BODY[] {2}\r\nab)\r\n");
            await c.AnswerAsync("UID FETCH 1:* (UID FLAGS)", "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal([1u, 2u], await FetchAsync(new ImapFetchQuery()));
        Assert.Equal([2u], client.TakeChanges().Flags.Select(flags => flags.Uid!.Value));
        Assert.Equal([1u], await FetchAsync(new ImapFetchQuery { Sections = [ImapBodySection.Whole] }));
        Assert.Equal([1u], client.TakeChanges().Flags.Select(flags => flags.Uid!.Value));
        Assert.Equal([1u], await FetchAsync(new ImapFetchQuery { Flags = true }));
        Assert.True(client.TakeChanges().IsEmpty);

        async Task<List<uint>> FetchAsync(ImapFetchQuery query)
        {
            var uids = new List<uint>();
            await foreach (var fetch in client.UidFetchAsync(UidSet.All, query))
            {
                uids.Add(fetch.Uid);
                fetch.Dispose();
            }

            return uids;
        }
    }

    [Fact]
    public async Task Fetch_RefusedHalfway_DeliversWhatCameAndThrows()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("UID FETCH");
            await c.SendAsync($"* 1 FETCH (UID 1 FLAGS ())\r\n{c.Tag} NO [EXPUNGEISSUED] some are gone\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var delivered = 0;

        await Assert.ThrowsAsync<ImapCommandException>(async () =>
        {
            await foreach (var fetch in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Flags = true }))
            {
                delivered++;
                fetch.Dispose();
            }
        });

        Assert.Equal(1, delivered);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Fetch_WithABrokenSink_ThrowsItsErrorAndCloses()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync("* 1 FETCH (UID 1 BODY[] {5}\r\nhello)\r\n"));
        await using var client = await HostileServer.SelectedAsync(server);
        var query = new ImapFetchQuery { Sections = [ImapBodySection.Whole], Sink = _ => throw new NotSupportedException() };

        await Assert.ThrowsAsync<NotSupportedException>(async () =>
        {
            await foreach (var fetch in client.UidFetchAsync(UidSet.All, query))
            {
                Assert.Fail("Nothing can be delivered.");
            }
        });

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Fetch_OfNothing_SendsNothing()
    {
        await using var server = ScriptedServer.Start(c => c.SelectedAsync());
        await using var client = await HostileServer.SelectedAsync(server);

        await foreach (var fetch in client.UidFetchAsync(UidSet.Empty, new ImapFetchQuery()))
        {
            Assert.Fail("Nothing was asked for.");
        }
    }

    [Fact]
    public async Task Command_CancelledBeforeItStarts_CostsNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.NoopAsync(new CancellationToken(true)));
        await client.NoopAsync();
    }

    [Theory]
    [InlineData("OK [MODIFIED 2,4] some")]
    [InlineData("NO [MODIFIED 2,4] none")]
    public async Task Store_OfChangedMessages_TellsThem(string end)
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            Assert.Equal("UID STORE 1:4 (UNCHANGEDSINCE 9) -FLAGS (\\Seen x)", await c.ExpectAsync("UID STORE"));
            await c.SendAsync($"* 1 FETCH (UID 1 FLAGS () MODSEQ (10))\r\n{c.Tag} {end}\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var result = await client.UidStoreAsync(UidSet.FromRange(1, 4), ImapStoreAction.Remove, ["\\Seen", "x"], 9);

        Assert.Equal("2,4", result.Modified.ToString());
        Assert.Equal(10ul, Assert.Single(result.Updates).ModSeq);
    }

    [Fact]
    public async Task Append_Refused_LeavesTheConnectionUsable()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.GreetAsync("IMAP4rev1 LITERAL+");
            await c.LoggedInAsync("IMAP4rev1 LITERAL+");
            Assert.Equal("APPEND \"Entw&APw-rfe\" (\\Draft) \" 5-Nov-2026 02:29:48 +0000\" {5+}", await c.ExpectAsync("APPEND"));
            Assert.Equal("a\r\nb\n\r\n", await c.ReceiveAsync(7));
            await c.SendAsync($"{c.Tag} NO [TRYCREATE] no such mailbox\r\n");
            await c.AnswerAsync("LOGOUT", "* BYE see you\r\n");
        });
        await using var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");
        var date = new DateTimeOffset(2026, 11, 5, 2, 29, 48, TimeSpan.Zero);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() =>
            client.AppendAsync(ImapMailbox.FromName("Entwürfe"), ["\\Draft"], date, "a\r\nb\n"u8.ToArray()));

        Assert.Equal("TRYCREATE", refused.Code);
        await client.LogoutAsync();
        Assert.Equal(ImapStage.Closed, (await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync())).Stage);
    }

    [Fact]
    public async Task Idle_Refused_IsACommandError()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("IDLE", "", "BAD not now");
            await c.AnswerAsync("NOOP", "* 12 EXISTS\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<ImapCommandException>(() => client.IdleAsync(TimeSpan.FromMinutes(1)));
        await client.NoopAsync();
        Assert.Equal(ImapIdleResult.Changed, await client.IdleAsync(TimeSpan.FromMinutes(1)));
    }
}
