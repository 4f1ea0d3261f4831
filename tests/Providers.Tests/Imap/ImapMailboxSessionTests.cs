using EmailAgent.Providers.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapMailboxSessionTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotFact]
    public async Task Sync_OfExistingMail_IsHistoryNewestFirst()
    {
        await using var mailbox = dovecot.NewMailbox();
        for (var i = 0; i < 150; i++)
        {
            await mailbox.Server.AddAsync("INBOX", DovecotSeries.Message($"old{i}"), i % 2 == 0 ? "S" : "");
        }

        await mailbox.PullAsync(PullScope.All);
        await foreach (var changes in (await mailbox.SessionAsync()).BackfillAsync(mailbox.Copy, CancellationToken.None))
        {
            mailbox.Copy.Apply(changes);
        }

        Assert.Equal(100, mailbox.Copy.Count);
        Assert.Equal(51, mailbox.Copy["INBOX"].Messages.Keys.Min());

        await mailbox.SyncAsync();
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Empty(mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Pull_AfterDelivery_ReceivesOnce()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("first");
        await mailbox.SyncAsync();
        await mailbox.DeliverAsync("second");

        Assert.True(await (await mailbox.SessionAsync()).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None));
        await mailbox.PullAsync(PullScope.Pushed);
        await mailbox.PullAsync(PullScope.Pushed);
        await mailbox.PullAsync(PullScope.All);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.StartsWith("Received", Assert.Single(mailbox.Copy.Log), StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task Reconcile_FlagsReportedWithinTheAnswer_AreTakenIn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("first");
        await mailbox.SyncAsync();
        var fetches = proxy.Fetches;
        // Between SELECT and FETCH: Dovecot answers with the flags that were there at SELECT, and reports the change behind them.
        mailbox.Copy.BeforeRead = folder => folder == "INBOX" ? mailbox.DoveadmAsync("flags add", @"\Seen", "mailbox", "INBOX", "all") : Task.CompletedTask;
        await mailbox.PullAsync(PullScope.Reconcile);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Equal(fetches, proxy.Fetches); // The message was not taken for a new one.
    }

    [DovecotFact]
    public async Task Pull_NewsOfTheInboxWhileItStaysSelected_IsFoundByThePollThatFollows()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("first");
        await mailbox.SyncAsync();
        for (var poll = 1; poll <= 12; poll++)
        {
            await mailbox.DeliverAsync($"poll-{poll}");
            await mailbox.PullAsync(PullScope.All);
            Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        }
    }

    [DovecotFact]
    public async Task Wait_Cancelled_LeavesSessionUsable()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = session.WaitAsync(TimeSpan.FromMinutes(1), cancel.Token);
        await cancel.CancelAsync();

        Assert.False(await waiting);
        await mailbox.SyncAsync();
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotTheory]
    [InlineData(PullScope.All)]
    [InlineData(PullScope.Pushed)]
    public async Task Pull_AfterMoveOutOfInbox_KeepsTheMessage(PullScope scope)
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.CreateFolderAsync("Archive");
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();
        var id = mailbox.Copy["INBOX"].Messages.Values.Single().Id;

        await mailbox.DoveadmAsync("move", "Archive", "mailbox", "INBOX", "all");
        await mailbox.PullAsync(scope);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Equal(id, mailbox.Copy["Archive"].Messages.Values.Single().Id);
        Assert.Equal([$"moved {id}"], mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Pull_AfterMoveIntoInbox_IsNoArrival()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.AddAsync("Archive", DovecotSeries.Message("one"));
        await mailbox.DeliverAsync("two");
        await mailbox.SyncAsync();

        await mailbox.DoveadmAsync("move", "INBOX", "mailbox", "Archive", "all");
        await mailbox.PullAsync(PullScope.Pushed);

        Assert.StartsWith("moved", Assert.Single(mailbox.Copy.Log), StringComparison.Ordinal);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotTheory]
    [InlineData(PullScope.All)]
    [InlineData(PullScope.Pushed)]
    public async Task Pull_AfterMoveIntoNewFolder_KeepsTheMessages(PullScope scope)
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("one");
        await mailbox.DeliverAsync("two");
        await mailbox.SyncAsync();

        await mailbox.Server.CreateFolderAsync("Projects/New");
        await mailbox.DoveadmAsync("move", "Projects/New", "mailbox", "INBOX", "all");
        await mailbox.PullAsync(scope);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.All(mailbox.Copy.Log, entry => Assert.StartsWith("moved", entry, StringComparison.Ordinal));
        Assert.Equal(2, mailbox.Copy.Log.Count);
    }

    [DovecotTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pull_AfterRenameOfAFolder_KeepsItsMessages(bool inSession)
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.AddAsync("Old", DovecotSeries.Message("one"));
        await mailbox.SyncAsync();
        var id = mailbox.Copy["Old"].Messages.Values.Single().Id;
        if (!inSession)
        {
            await mailbox.DropSessionAsync();
        }

        await mailbox.DoveadmAsync("mailbox rename", "Old", "New");
        await mailbox.SyncAsync();

        Assert.Equal(id, mailbox.Copy["New"].Messages.Values.Single().Id);
        Assert.Empty(mailbox.Copy.Log);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotFact]
    public async Task Pull_WhileAMessageMovesOutOfAFolderAlreadyLookedAt_KeepsTheMessage()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.AddAsync("A", DovecotSeries.Message("moving"));
        await mailbox.Server.AddAsync("A", DovecotSeries.Message("dying"));
        await mailbox.Server.CreateFolderAsync("B");
        await mailbox.SyncAsync();
        var (moving, dying) = (mailbox.Copy["A"].Messages[1].Id, mailbox.Copy["A"].Messages[2].Id);

        await mailbox.DoveadmAsync("expunge", "mailbox", "A", "uid", "2");
        await mailbox.DeliverAsync("new");
        await mailbox.PullAsync(PullScope.All, () => mailbox.DoveadmAsync("move", "B", "mailbox", "A", "uid", "1"));

        Assert.Equal(["Received new", $"moved {moving}", $"deleted {dying}"], mailbox.Copy.Log);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotTheory]
    [InlineData(PullScope.All, 100_000)]
    [InlineData(PullScope.All, 1_000)]
    [InlineData(PullScope.Pushed, 1_000)]
    public async Task Pull_OfManyLargeMessages_HoldsNoMoreThanABatchOfThem(PullScope scope, int wholeMessageBytes)
    {
        const int BatchBytes = 10_000;
        await using var mailbox = dovecot.NewMailbox(options: new ImapSyncOptions { BatchBytes = BatchBytes, WholeMessageBytes = wholeMessageBytes, LargestMessageBytes = 100_000 });
        await mailbox.SyncAsync();
        for (var i = 0; i < 10; i++)
        {
            byte[] message = [.. DovecotSeries.Message($"large{i}"), .. Enumerable.Repeat((byte)'x', 4_000)];
            await mailbox.Server.AddAsync("INBOX", message);
        }

        var largest = 0;
        await foreach (var changes in (await mailbox.SessionAsync()).PullAsync(mailbox.Copy, scope, CancellationToken.None))
        {
            largest = Math.Max(largest, changes.Added.Sum(message => message.Raw.Length));
            mailbox.Copy.Apply(changes);
        }

        Assert.InRange(largest, 1, BatchBytes);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Equal(10, mailbox.Copy.Log.Count);
    }

    [DovecotTheory]
    [InlineData("NO not here")]
    [InlineData("OK done")]
    public async Task Server_ThatOffersQResyncAndDoesNotEnableIt_IsSyncedAllTheSame(string answer)
    {
        await using var proxy = AnsweringProxy.Start(dovecot.Server!.ImapPort, command => command.StartsWith("ENABLE", StringComparison.Ordinal) ? answer : null);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("one");
        await mailbox.DeliverAsync("two");
        await mailbox.SyncAsync();

        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "1");
        await mailbox.DoveadmAsync("flags add", @"\Seen", "mailbox", "INBOX", "uid", "2");
        await mailbox.PullAsync(PullScope.All);

        Assert.Single(mailbox.CopyState());
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotFact]
    public async Task Pull_AfterCopy_IsFiledNotReceived()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.CreateFolderAsync("Archive");
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();

        await mailbox.DoveadmAsync("copy", "Archive", "mailbox", "INBOX", "all");
        await mailbox.SyncAsync();

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.StartsWith("Filed", Assert.Single(mailbox.Copy.Log), StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task Pull_AfterUidValidityChange_MatchesAnewWithoutEvents()
    {
        await using var mailbox = dovecot.NewMailbox();
        for (var i = 0; i < 30; i++)
        {
            await mailbox.DeliverAsync($"m{i}");
        }

        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "3,7");
        await mailbox.SyncAsync();
        var before = mailbox.Copy["INBOX"].Messages.Values.Select(message => message.Id).ToHashSet();

        await mailbox.DropSessionAsync();
        await mailbox.Server.ResetUidValidityAsync("INBOX");
        await mailbox.SyncAsync();

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.True(before.SetEquals(mailbox.Copy["INBOX"].Messages.Values.Select(message => message.Id)));
        Assert.Empty(mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Pull_WithACursorThatLagsBehindTheCopy_EndsAndAddsNothingTwice()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();
        var earlier = mailbox.Copy["INBOX"].Cursor;
        await mailbox.DeliverAsync("two");
        await mailbox.SyncAsync();

        mailbox.Copy["INBOX"].Cursor = earlier;
        await mailbox.DropSessionAsync();
        await mailbox.PullAsync(PullScope.All).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Equal(["Received two"], mailbox.Copy.Log);
    }
}
