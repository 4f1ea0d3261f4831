using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class PipeliningTests
{
    private static readonly ImapMailbox A = ImapMailbox.FromName("A");
    private static readonly ImapMailbox B = ImapMailbox.FromName("B");

    [Fact]
    public async Task Commands_ThatCannotBeConfused_AreUnderWayTogetherAndMayEndInAnyOrder()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 ESEARCH");
            var tags = new List<string>();
            for (var i = 0; i < 4; i++)
            {
                await c.ExpectAsync("");
                tags.Add(c.Tag);
            }

            await c.SendAsync($"* ESEARCH (TAG \"{tags[3]}\") UID ALL 9\r\n{tags[3]} OK done\r\n");
            await c.SendAsync($"* STATUS B (MESSAGES 2)\r\n{tags[1]} OK done\r\n{tags[0]} NO [NOPERM] no\r\n");
            await c.SendAsync($"* ESEARCH (TAG \"{tags[2]}\") UID ALL 1\r\n{tags[2]} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var statusA = client.StatusAsync(A);
        var statusB = client.StatusAsync(B);
        var all = client.UidSearchAsync(ImapSearch.All);
        var unseen = client.UidSearchAsync(ImapSearch.Unseen);

        Assert.Equal("9", (await unseen).ToString());
        Assert.Null(await statusA);
        Assert.Equal(2u, (await statusB)!.Messages);
        Assert.Equal("1", (await all).ToString());
        await client.NoopAsync();
    }

    [Theory]
    [InlineData("UID SEARCH", "* SEARCH 1\r\n")]
    [InlineData("STATUS", "* STATUS A (MESSAGES 1)\r\n")]
    [InlineData("UID STORE", "")]
    [InlineData("UID MOVE", "")]
    [InlineData("APPEND", "")]
    public async Task Commands_ThatCouldBeConfused_WaitForEachOther(string command, string untagged)
    {
        var answered = false;
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 LITERAL+ MOVE");
            await c.ExpectAsync(command);
            if (command == "APPEND")
            {
                await c.ReceiveLineAsync();
            }

            await c.AssertSilentAsync();
            answered = true;
            await c.SendAsync($"{untagged}{c.Tag} OK done\r\n");
            await c.ExpectAsync(command);
            await c.SendAsync($"{untagged}{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        Task Run() => command switch
        {
            "UID SEARCH" => client.UidSearchAsync(ImapSearch.All),
            "STATUS" => client.StatusAsync(A),
            "UID STORE" => client.UidStoreAsync(UidSet.Of(1, 2), ImapStoreAction.Add, ["x"]),
            "UID MOVE" => client.UidMoveAsync(UidSet.Of(1), A),
            _ => client.AppendAsync(A, [], null, ReadOnlyMemory<byte>.Empty),
        };

        await Task.WhenAll(Run(), Run());

        Assert.True(answered);
    }

    [Fact]
    public async Task Command_OnMessages_DoesNotFollowIntoAnotherMailbox()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("SELECT \"B\"");
            await asked.Task;
            await c.AssertSilentAsync();
            await c.SendAsync($"* 1 EXISTS\r\n{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var select = client.SelectAsync(B);
        var store = client.UidStoreAsync(UidSet.Of(1), ImapStoreAction.Add, ["\\Deleted"]);
        asked.SetResult();

        await select;
        await Assert.ThrowsAsync<InvalidOperationException>(() => store);
        await client.NoopAsync();
    }

    [Fact]
    public async Task Move_InterruptedByASelection_StopsBeforeItMarks()
    {
        var (copying, selecting) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 UIDPLUS");
            await c.AnswerAsync("UID SEARCH", "* SEARCH 1\r\n");
            await c.ExpectAsync("UID COPY");
            copying.SetResult();
            await selecting.Task;
            await c.AssertSilentAsync();
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("SELECT \"B\"", "* 1 EXISTS\r\n");
            await c.AnswerAsync("LOGOUT", "* BYE\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        var move = client.UidMoveAsync(UidSet.Of(1), A);
        await copying.Task;
        var select = client.SelectAsync(B);
        selecting.SetResult();

        await select;
        await Assert.ThrowsAsync<InvalidOperationException>(() => move);
        await client.LogoutAsync();
    }

    [Fact]
    public async Task Command_Cancelled_LeavesTheConnectionUsable()
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("UID SEARCH");
            var search = c.Tag;
            await givenUp.Task;
            await c.AssertSilentAsync();
            await c.SendAsync($"* SEARCH 1 2 3\r\n{search} OK done\r\n");
            await c.AnswerAsync("UID SEARCH", "* SEARCH 7\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        using var cancelled = new CancellationTokenSource();
        var search = client.UidSearchAsync(ImapSearch.All, cancelled.Token);

        await cancelled.CancelAsync();
        givenUp.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        Assert.Equal("7", (await client.UidSearchAsync(ImapSearch.All)).ToString());
    }

    [Fact]
    public async Task Select_Cancelled_StillSelectsForTheNextCommand()
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("SELECT \"B\"");
            await givenUp.Task;
            await c.AssertSilentAsync();
            await c.SendAsync($"* 1 EXISTS\r\n{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        using var cancelled = new CancellationTokenSource();
        var select = client.SelectAsync(B, null, cancelled.Token);

        await cancelled.CancelAsync();
        givenUp.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => select);
        await client.NoopAsync();
        Assert.Equal("B", client.Selected!.Name);
    }

    [Fact]
    public async Task Fetch_CancelledWhileItWaits_ReadsAShortRestAndStaysUsable()
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("UID FETCH");
            await c.SendAsync("* 1 FETCH (UID 1 FLAGS ())\r\n* 2 FETCH (UID 2 ");
            await givenUp.Task;
            await c.AssertSilentAsync();
            await c.SendAsync($"FLAGS ())\r\n{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var fetch in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Flags = true }, cancelled.Token))
            {
                fetch.Dispose();
                cancelled.CancelAfter(TimeSpan.FromMilliseconds(1));
            }
        });

        givenUp.SetResult(); // Not before: a rest that came sooner would end the fetch in order.
        await client.NoopAsync();
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Fetch_NotReadToItsEnd_RefusesWaitingCommandsInTime()
    {
        await using var server = HostileServer.AnsweringFetch(c => c.SendAsync("* 1 FETCH (UID 1 FLAGS ())\r\n"));
        var clock = new ManualTimeProvider();
        await using var client = await HostileServer.SelectedAsync(server, new ImapClientOptions { TimeProvider = clock });

        await foreach (var fetch in client.UidFetchAsync(UidSet.All, new ImapFetchQuery { Flags = true }))
        {
            fetch.Dispose();
            var refused = client.NoopAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => clock.AdvanceUntilEndAsync(refused, TimeSpan.FromMinutes(1)));
            await client.DisposeAsync();
            break;
        }

        Assert.Equal(ImapStage.Closed, (await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync())).Stage);
    }

    [Fact]
    public async Task Idle_WhileAnotherCallerHasSomethingToDo_StepsAsideAndGoesOn()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n* 12 EXISTS\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var idle = client.IdleAsync(TimeSpan.FromMinutes(5));

        await client.NoopAsync();

        Assert.Equal(ImapIdleResult.Changed, await idle);
        Assert.Equal(12u, client.TakeChanges().Exists);
    }

    [Fact]
    public async Task Commands_UnderWayWhenTheServerDies_AllFail()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("STATUS");
            await c.ExpectAsync("STATUS");
            await c.SendAsync("* BYE out of order\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var first = client.StatusAsync(A);
        var second = client.StatusAsync(B);

        Assert.Equal(ImapStage.Bye, (await Assert.ThrowsAsync<ImapConnectionException>(() => first)).Stage);
        Assert.Equal(ImapStage.Bye, (await Assert.ThrowsAsync<ImapConnectionException>(() => second)).Stage);
    }
}
