using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class EndlessLineTests
{
    [Fact]
    public async Task Greeting_WithoutEnd_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            while (true)
            {
                await c.SendAsync(new string('x', 5_000));
            }
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => server.ConnectAsync(new ImapClientOptions { Limits = HostileServer.SmallLimits }));
    }

    [Fact]
    public async Task Response_WithParenthesesWithoutEnd_IsFatal()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync($"* 1 FETCH (UID 1 X {new string('(', 5_000)}{new string(')', 5_000 - 200)})\r\n"));

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task Fetch_AnsweredWithoutEnd_IsFatal()
    {
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                await c.SendAsync("* 1 FETCH (UID 1 BODY[] {1}\r\nx)\r\n");
            }
        });

        await Assert.ThrowsAsync<ImapProtocolException>(() => HostileServer.FetchAllAsync(server));
    }

    [Fact]
    public async Task Noop_AnsweredWithNewsWithoutEnd_IsFatalAndBounded()
    {
        var limits = ImapLimits.Default with { Answer = 40_000, PendingChanges = 100 };
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("NOOP");
            while (true)
            {
                await c.SendAsync("* 1 FETCH (FLAGS (\\Seen))\r\n* 1 EXPUNGE\r\n");
            }
        });
        await using var client = await HostileServer.SelectedAsync(server, new ImapClientOptions { Limits = limits });

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.NoopAsync());
        var changes = client.TakeChanges();

        Assert.True(changes.Incomplete);
        Assert.Equal(100, changes.Flags.Count + changes.Expunged.Count);
    }

    [Fact]
    public async Task Search_AnsweredAgainAndAgain_IsFatal()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("UID SEARCH");
            while (true)
            {
                await c.SendAsync("* SEARCH 1 3 5 7\r\n");
            }
        });
        await using var client = await HostileServer.SelectedAsync(server, new ImapClientOptions { Limits = ImapLimits.Default with { Answer = 40_000 } });

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.UidSearchAsync(ImapSearch.All));
    }

    [Fact]
    public async Task Fetch_LargerThanAnAnswerMayBe_IsFine()
    {
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            for (var i = 1; i <= 10; i++)
            {
                await c.SendAsync($"* {i} FETCH (UID {i} BODY[] {{10000}}\r\n{new string('x', 10_000)})\r\n");
            }

            await c.SendAsync($"{c.Tag} OK done\r\n");
        });

        var fetched = await HostileServer.FetchAllAsync(server, new ImapClientOptions { Limits = HostileServer.SmallLimits with { Answer = 40_000 } });

        Assert.Equal(10, fetched.Count);
    }
}
